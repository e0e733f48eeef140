import Synchronization

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

extension MatrixView<Double> {
  /// The plain sums of groups of columns in every row: rows × groups, row after row. A group has any number of runs of columns,
  /// `group` says which one a run belongs to.
  ///
  /// Cost: one pass by the loop's threads, on which the sums do not depend; in four parts side by side where rows are contiguous.
  /// Memory: the result twice.
  public func sums(ofColumns runs: [Range<Int>], by group: [Int], groups: Int, on loop: ParallelLoop) -> [Double] {
    precondition(runs.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= columns }, "matrix index out of range")
    precondition(group.count == runs.count && group.allSatisfy { (0..<groups).contains($0) }, "runs belong to no group")
    let (rows, rowStride, columnStride) = (rows, rowStride, columnStride)
    let strips = max(1, min(rows, Self.mostStrips, rows * columns * MemoryLayout<Double>.stride / Self.leastStrip))
    // The matrix is borrowed until all strips are done.
    nonisolated(unsafe) let base = base
    let sums = Mutex([[Double]](repeating: [], count: strips))
    loop.run(strips) { strip in
      let own = rows * strip / strips..<rows * (strip + 1) / strips
      var values = [Double](repeating: 0, count: own.count * groups)
      for i in own {
        let first = (i - own.lowerBound) * groups
        for k in runs.indices { values[first + group[k]] += Self.sum(base + i * rowStride, columnStride, runs[k]) }
      }
      sums.withLock { $0[strip] = values }
    }
    return sums.withLock { Array($0.joined()) }
  }

  /// Bytes of a strip at least: with less, threads would wait for their start. Strips at most, for as many threads.
  private static var leastStrip: Int { 1 << 20 }
  private static var mostStrips: Int { 64 }

  private static func sum(_ start: UnsafePointer<Double>, _ columnStride: Int, _ part: Range<Int>) -> Double {
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
