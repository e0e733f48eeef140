import MatrixCore

extension Engine {
  /// Sums, extremes and signs of A = Z diag(s) in one pass, the same bits whatever the number of threads.
  ///
  /// Shapes: Z n × n with contiguous rows, s n or nil for ones. Cost: one pass over Z; up to 32 n doubles beside it.
  public func scan(_ z: MatrixView<Double>, columns s: [Double]? = nil) -> CoefficientScan { scan(z, s, single: nil) }

  /// The same, and A rounded to single precision into F, row-major. Elements out of range become infinities or zeros.
  @_lifetime(f: copy f)
  public func scan(
    _ z: MatrixView<Double>, columns s: [Double]? = nil, narrowingInto f: inout MutableMatrixView<Float>
  ) -> CoefficientScan {
    precondition(f.rows == z.rows && f.columns == z.columns && (f.columnStride == 1 || f.columns <= 1), "shapes disagree")
    return scan(z, s, single: MutableStridedMatrix(f))
  }

  private func scan(
    _ z: MatrixView<Double>, _ s: [Double]?, single: MutableStridedMatrix<Float>?
  ) -> CoefficientScan {
    let n = z.rows
    precondition(z.columns == n && (z.columnStride == 1 || n <= 1) && (s?.count ?? n) == n, "shapes disagree")
    var scan = CoefficientScan(order: n)
    guard n > 0 else { return scan }
    // The parts are those of the order, not of the team.
    let height = max(64, (n + 31) / 32)
    let parts = (n + height - 1) / height
    let partial = PartialScans(parts: parts, order: n)
    (s ?? []).withUnsafeBufferPointer { s in
      let scanner = RowScanner(z: StridedMatrix(z), scale: s.baseAddress.flatMap { s.isEmpty ? nil : $0 }, single: single)
      let queue = TaskQueue(parts)
      team.run { _, _ in
        while let part = queue.take() {
          partial.form(part, rows: part * height..<min(n, (part + 1) * height), scanner)
        }
      }
    }
    partial.collect(into: &scan)
    return scan
  }
}

/// What the parts found, each in memory of its own.
private final class PartialScans: @unchecked Sendable {
  private let order: Int
  private let lines: UnsafeMutableBufferPointer<LineScan>
  /// `parts` vectors of column sums, then one of row sums and one of diagonal elements.
  private let sums: UnsafeMutableBufferPointer<Double>

  init(parts: Int, order: Int) {
    self.order = order
    lines = .allocate(capacity: parts)
    lines.initialize(repeating: LineScan())
    sums = .allocate(capacity: (parts + 2) * order)
    sums.initialize(repeating: 0)
  }

  deinit {
    lines.deallocate()
    sums.deallocate()
  }

  private var rowSums: Int { lines.count * order }
  private var diagonal: Int { (lines.count + 1) * order }

  func form(_ part: Int, rows: Range<Int>, _ scanner: RowScanner) {
    guard let base = sums.baseAddress else { return }
    lines[part] = scanner.scan(
      rows, columnSums: base + part * order, rowSums: base + rowSums, diagonal: base + diagonal)
  }

  func collect(into scan: inout CoefficientScan) {
    for part in lines.indices {
      scan.join(lines[part])
      for j in 0..<order { scan.columnSums[j] += sums[part * order + j] }
    }
    for i in 0..<order {
      scan.rowSums[i] = sums[rowSums + i]
      scan.diagonal[i] = sums[diagonal + i]
    }
  }
}
