import MatrixCore

extension Engine {
  /// Sums, extremes and signs of A = Z diag(s) in one pass, the same bits whatever the number of threads.
  ///
  /// Shapes: Z n × n with contiguous rows, s n or nil for ones. Cost: one pass over Z, which is read ahead where it is a mapped
  /// file; up to 32 n doubles beside it. Nil when the monitor, asked every 16 MiB, stops it.
  public func scan(_ z: MatrixView<Double>, columns s: [Double]? = nil, monitor: WorkMonitor) -> CoefficientScan? {
    scan(z, s, single: nil, monitor)
  }

  /// The same, and A rounded to single precision into F, row-major. Elements out of range become infinities or zeros.
  @_lifetime(f: copy f)
  public func scan(
    _ z: MatrixView<Double>, columns s: [Double]? = nil, narrowingInto f: inout MutableMatrixView<Float>,
    monitor: WorkMonitor
  ) -> CoefficientScan? {
    precondition(f.rows == z.rows && f.columns == z.columns && (f.columnStride == 1 || f.columns <= 1), "shapes disagree")
    return scan(z, s, single: MutableStridedMatrix(f), monitor)
  }

  /// Without a monitor.
  public func scan(_ z: MatrixView<Double>, columns s: [Double]? = nil) -> CoefficientScan {
    unstopped(scan(z, columns: s, monitor: .none))
  }

  /// Without a monitor.
  @_lifetime(f: copy f)
  public func scan(
    _ z: MatrixView<Double>, columns s: [Double]? = nil, narrowingInto f: inout MutableMatrixView<Float>
  ) -> CoefficientScan {
    unstopped(scan(z, columns: s, narrowingInto: &f, monitor: .none))
  }

  private func unstopped(_ scan: CoefficientScan?) -> CoefficientScan {
    guard let scan else { preconditionFailure("a scan stopped that nobody watched") }
    return scan
  }

  private func scan(
    _ z: MatrixView<Double>, _ s: [Double]?, single: MutableStridedMatrix<Float>?, _ monitor: WorkMonitor
  ) -> CoefficientScan? {
    let n = z.rows
    precondition(z.columns == n && (z.columnStride == 1 || n <= 1) && (s?.count ?? n) == n, "shapes disagree")
    return (s ?? []).withUnsafeBufferPointer { factors in
      table.scan(StridedMatrix(z), s == nil ? nil : factors.baseAddress, single, team, monitor)
    }
  }
}
