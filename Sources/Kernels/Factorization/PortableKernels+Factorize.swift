import MatrixCore

extension PortableKernels {
  /// A ← L U, P A = L U. Column-major A is factored where it lies, row-major A is transposed in place before and after.
  func factorize(
    _ a: Output, _ pivots: UnsafeMutablePointer<Int>, _ pivoting: Pivoting, _ monitor: WorkMonitor, _ team: Team
  ) -> FactorizationError? {
    guard a.rows > 0 else { return nil }
    guard a.rowStride == 1 || a.columnStride == 1 else { return factorizeUnblocked(a, pivots, pivoting, monitor) }
    let isTransposed = a.rowStride != 1
    if isTransposed { a.transposeInPlace(team) }
    defer { if isTransposed { a.transposeInPlace(team) } }
    let columnMajor = isTransposed ? a.transposed : a
    // A team pays from an order of some 180 in both precisions: half the flops of `Double`, whose panels take as long as the
    // start of the team for each.
    let work = a.rows * a.rows * a.rows * 8 / (3 * MemoryLayout<Scalar>.stride)
    let plan = LookAheadPlan(self, order: a.rows, team: self.team(team, flops: work))
    return withScratch(plan.total) { scratch in
      guard let scratch else { return factorizeUnblocked(columnMajor, pivots, pivoting, monitor) }
      return LookAheadFactorization(self, columnMajor, pivots, pivoting, plan, scratch.base).run(monitor)
    }
  }

  /// The slow way that needs no memory: column by column, with any strides. NaN is never chosen as a pivot here either.
  private func factorizeUnblocked(
    _ a: Output, _ pivots: UnsafeMutablePointer<Int>, _ pivoting: Pivoting, _ monitor: WorkMonitor
  ) -> FactorizationError? {
    for k in 0..<a.columns {
      let left = Double(a.columns - k) / Double(a.columns)
      guard k == 0 || monitor.allows(1 - left * left * left) else { return .stopped }
      var (pivot, largest) = (k, Scalar(0))
      if pivoting == .partial {
        for i in k..<a.rows where abs(a[i, k]) > largest { (pivot, largest) = (i, abs(a[i, k])) }
      } else {
        largest = a[k, k]
      }
      guard largest > 0 else { return .noPivot(k) }
      pivots[k] = pivot
      RowExchanges(pivots: UnsafePointer(pivots), steps: k..<k + 1).apply(a)
      for i in k + 1..<max(a.rows, k + 1) { a[i, k] /= a[k, k] }
      for j in k + 1..<max(a.columns, k + 1) {
        let factor = a[k, j]
        for i in k + 1..<a.rows { a[i, j] -= a[i, k] * factor }
      }
    }
    return nil
  }
}
