extension MatrixView {
  /// Compensated row sums. Cost: one pass.
  public func rowSums() -> [Scalar] { sums(alongRows: true) }

  /// Compensated column sums. Cost: one pass.
  public func columnSums() -> [Scalar] { sums(alongRows: false) }

  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  private func sums(alongRows: Bool) -> [Scalar] {
    if alongRows, columnStride == 1 { return (0..<rows).map { rowSum(base + $0 * rowStride) } }
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

  /// Four sums side by side, by the branch-free form of the same compensation; a sum that is not finite is made one by one, so
  /// that it says what the elements say.
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  private func rowSum(_ start: UnsafePointer<Scalar>) -> Scalar {
    var (sum, correction) = (SIMD4<Scalar>(repeating: 0), SIMD4<Scalar>(repeating: 0))
    var j = 0
    while j + 4 <= columns {
      let values = UnsafeRawPointer(start + j).loadUnaligned(as: SIMD4<Scalar>.self)
      let next = sum + values
      let part = next - sum
      correction += (sum - (next - part)) + (values - part)
      sum = next
      j += 4
    }
    var total = CompensatedSum<Scalar>()
    for lane in 0..<4 { total.add(sum[lane]) }
    for lane in 0..<4 { total.add(correction[lane]) }
    while j < columns {
      total.add(start[j])
      j += 1
    }
    guard !total.value.isFinite else { return total.value }
    total = CompensatedSum()
    for j in 0..<columns { total.add(start[j]) }
    return total.value
  }

  /// The first element that is NaN or infinite, by row and column. Cost: one pass.
  public func firstNonFinite() -> (row: Int, column: Int)? {
    // Memory order decides whether there is one; only then is the first in row order looked for.
    if rowStride == 1, transposed.firstNonFiniteRow() == nil { return nil }
    guard let i = firstNonFiniteRow() else { return nil }
    for j in 0..<columns where !self[i, j].isFinite { return (i, j) }
    return nil
  }

  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
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

// Of one type: unspecialised generic calls from other modules take as long as the sum of a short part.
extension MatrixView<Double> {
  /// The plain sum of some columns of a row, in four parts side by side where they are contiguous.
  public func sum(row: Int, columns part: Range<Int>) -> Double {
    precondition(row >= 0 && row < rows && part.lowerBound >= 0 && part.upperBound <= columns, "matrix index out of range")
    let start = base + row * rowStride
    var (lanes, sum, j) = (SIMD4<Double>(), 0.0, part.lowerBound)
    if columnStride == 1 {
      while j + 4 <= part.upperBound {
        lanes += UnsafeRawPointer(start + j).loadUnaligned(as: SIMD4<Double>.self)
        j += 4
      }
    }
    while j < part.upperBound {
      sum += start[j * columnStride]
      j += 1
    }
    return lanes.sum() + sum
  }
}
