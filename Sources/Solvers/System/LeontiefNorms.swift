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
      line.add(row, 0..<i, columnSums: &columnSums)
      line.add(row, i + 1..<n, columnSums: &columnSums)
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

/// Magnitudes of one row, in four running sums: a single one would wait for every addition.
private struct LineMagnitudes {
  var sums = SIMD4<Double>(repeating: 0)
  var largest = 0.0
  var smallest = 0.0

  var sum: Double { (sums.x + sums.y) + (sums.z + sums.w) }

  mutating func add(_ row: Span<Double>, _ columns: Range<Int>, columnSums: inout [Double]) {
    var j = columns.lowerBound
    while j < columns.upperBound {
      let count = min(4, columns.upperBound - j)
      for lane in 0..<count {
        let value = row[j + lane]
        let magnitude = abs(value)
        sums[lane] += magnitude
        columnSums[j + lane] += magnitude
        largest = max(largest, magnitude)
        smallest = min(smallest, value)
      }
      j += count
    }
  }
}
