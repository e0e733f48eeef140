extension MatrixView {
  /// Compensated row sums. Cost: one pass.
  public func rowSums() -> [Scalar] { sums(alongRows: true) }

  /// Compensated column sums. Cost: one pass.
  public func columnSums() -> [Scalar] { sums(alongRows: false) }

  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  private func sums(alongRows: Bool) -> [Scalar] {
    var sums = [CompensatedSum<Scalar>](repeating: CompensatedSum(), count: alongRows ? rows : columns)
    let rowsOutside = layout != .columnMajor
    for outer in 0..<(rowsOutside ? rows : columns) {
      for inner in 0..<(rowsOutside ? columns : rows) {
        let (i, j) = rowsOutside ? (outer, inner) : (inner, outer)
        sums[alongRows ? i : j].add(self[i, j])
      }
    }
    return sums.map(\.value)
  }

  /// The first element that is NaN or infinite, by row and column. Cost: one pass.
  public func firstNonFinite() -> (row: Int, column: Int)? {
    // Memory order decides whether there is one; only then is the first in row order looked for.
    if layout == .columnMajor, transposed.firstNonFiniteRow() == nil { return nil }
    guard let i = firstNonFiniteRow() else { return nil }
    for j in 0..<columns where !self[i, j].isFinite { return (i, j) }
    return nil
  }

  private func firstNonFiniteRow() -> Int? { (0..<rows).first { !isRowFinite($0) } }

  /// x − x is zero for every finite x and NaN otherwise, so sums decide a row without a branch an element.
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  private func isRowFinite(_ i: Int) -> Bool {
    let start = base + i * rowStride
    var lanes = SIMD8<Scalar>(repeating: 0)
    var j = 0
    if columnStride == 1 {
      while j + 8 <= columns {
        let values = UnsafeRawPointer(start + j).loadUnaligned(as: SIMD8<Scalar>.self)
        lanes += values - values
        j += 8
      }
    }
    var rest: Scalar = 0
    while j < columns {
      let value = start[j &* columnStride]
      rest += value - value
      j += 1
    }
    return lanes.sum() + rest == 0
  }
}
