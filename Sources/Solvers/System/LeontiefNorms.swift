import MatrixCore

/// Norms of I − A and which of its lines its diagonal dominates, in one pass over A.
struct LeontiefNorms {
  var isNonNegative = true
  /// ‖I − A‖∞ and ‖I − A‖₁.
  var rows = 0.0
  var columns = 0.0
  /// The largest magnitude in I − A.
  var largest = 0.0
  /// Whether every diagonal element is more than the magnitudes beside it add up to, in its row and in its column.
  var rowsDominate = true
  var columnsDominate = true

  /// The elements of I − A are those a computer holds: off the diagonal exact, on it rounded once.
  init(coefficients a: MatrixView<Double>) {
    let n = a.rows
    var columnSums = [Double](repeating: 0, count: n)
    var isNegative = false
    for i in 0..<n {
      let row = a.row(i)
      var line = LineMagnitudes()
      var sums = columnSums.mutableSpan
      line.add(row, 0..<i, columnSums: &sums)
      line.add(row, i + 1..<n, columnSums: &sums)
      isNegative = isNegative || line.smallest < 0 || row[i] < 0
      let diagonal = 1 - row[i]
      let sum = line.sum
      rowsDominate = rowsDominate && Self.dominates(diagonal, sum, terms: n)
      largest = max(largest, line.largest, abs(diagonal))
      // A NaN anywhere in the row makes its sum NaN, which `max` would drop.
      let norm = sum + abs(diagonal)
      rows = norm.isFinite && rows.isFinite ? max(rows, norm) : .nan
    }
    isNonNegative = !isNegative
    for j in 0..<n {
      let diagonal = 1 - a[j, j]
      columnsDominate = columnsDominate && Self.dominates(diagonal, columnSums[j], terms: n)
      columns = max(columns, columnSums[j] + abs(diagonal))
    }
  }

  /// Whether `diagonal` exceeds a sum of less than n magnitudes, of which `sum` is the value after rounding.
  ///
  /// The exact sum is at most (1 + γ_{n−2}) times the rounded one (Higham 2002, section 4.2); two more terms cover the
  /// rounding of the bound itself.
  static func dominates(_ diagonal: Double, _ sum: Double, terms n: Int) -> Bool {
    diagonal > sum * (1 + RoundingBound.gamma(n + 2))
  }
}

/// Magnitudes of one row, four columns at a time: a single running sum or maximum would wait for every element.
private struct LineMagnitudes {
  private var sums = SIMD4<Double>(repeating: 0)
  private var most = SIMD4<Double>(repeating: 0)
  private var least = SIMD4<Double>(repeating: 0)

  var sum: Double { (sums.x + sums.y) + (sums.z + sums.w) }
  var largest: Double { most.max() }
  var smallest: Double { least.min() }

  @_lifetime(columnSums: copy columnSums)
  mutating func add(_ row: Span<Double>, _ columns: Range<Int>, columnSums: inout MutableSpan<Double>) {
    var j = columns.lowerBound
    while j + 4 <= columns.upperBound {
      let magnitudes = add(SIMD4(row[j], row[j + 1], row[j + 2], row[j + 3]))
      for lane in 0..<4 { columnSums[j + lane] += magnitudes[lane] }
      j += 4
    }
    while j < columns.upperBound {
      columnSums[j] += add(SIMD4(row[j], 0, 0, 0)).x
      j += 1
    }
  }

  private mutating func add(_ values: SIMD4<Double>) -> SIMD4<Double> {
    let magnitudes = values.replacing(with: -values, where: values .< 0)
    sums += magnitudes
    most.replace(with: magnitudes, where: magnitudes .> most)
    least.replace(with: values, where: values .< least)
    return magnitudes
  }
}
