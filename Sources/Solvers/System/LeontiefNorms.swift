import MatrixCore

/// Norms of I − A and which of its lines its diagonal dominates, in one pass over A.
struct LeontiefNorms {
  private(set) var facts = CoefficientFacts()

  /// The elements of I − A are those a computer holds: off the diagonal A's, on it rounded once. With a scale, A is
  /// `a` diag(scale), each element rounded once. A NaN or an infinity makes the row norm NaN.
  init(_ a: MatrixView<Double>, scale: [Double]? = nil) {
    let n = a.rows
    var (columnSums, scaled) = ([Double](repeating: 0, count: n), [Double](repeating: 0, count: scale == nil ? 0 : n))
    var diagonal = [Double](repeating: 0, count: n)
    for i in 0..<n {
      if let scale {
        let row = a.row(i)
        for j in 0..<n { scaled[j] = row[j] * scale[j] }
        diagonal[i] = add(scaled.span, i, &columnSums)
      } else {
        diagonal[i] = add(a.row(i), i, &columnSums)
      }
    }
    for j in 0..<n { addColumn(diagonal[j], columnSums[j], terms: n) }
  }

  /// Takes up row i; its diagonal element is returned.
  private mutating func add(_ row: Span<Double>, _ i: Int, _ columnSums: inout [Double]) -> Double {
    let n = row.count
    var line = LineMagnitudes()
    var sums = columnSums.mutableSpan
    line.add(row, 0..<i, columnSums: &sums)
    line.add(row, i + 1..<n, columnSums: &sums)
    facts.isNonNegative = facts.isNonNegative && line.smallest >= 0 && row[i] >= 0
    facts.nonZeros += line.nonZeros + (row[i] == 0 ? 0 : 1)
    let (diagonal, sum) = (1 - row[i], line.sum)
    facts.rowsDominate = facts.rowsDominate && Self.dominates(diagonal, sum, terms: n)
    facts.largestMagnitude = max(facts.largestMagnitude, line.largest, abs(diagonal))
    facts.largestRowSum = max(facts.largestRowSum, sum + abs(row[i]))
    // A NaN anywhere in the row makes its sum NaN, which `max` would drop.
    let norm = sum + abs(diagonal)
    facts.rowNorm = norm.isFinite && facts.rowNorm.isFinite ? max(facts.rowNorm, norm) : .nan
    return row[i]
  }

  private mutating func addColumn(_ element: Double, _ sum: Double, terms n: Int) {
    let diagonal = 1 - element
    facts.columnsDominate = facts.columnsDominate && Self.dominates(diagonal, sum, terms: n)
    facts.columnNorm = max(facts.columnNorm, sum + abs(diagonal))
    facts.largestColumnSum = max(facts.largestColumnSum, sum + abs(element))
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
  private var counts = SIMD4<Int64>(repeating: 0)

  var sum: Double { (sums.x + sums.y) + (sums.z + sums.w) }
  var largest: Double { most.max() }
  var smallest: Double { least.min() }
  var nonZeros: Int { Int(counts.wrappedSum()) }

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
    counts.replace(with: counts &+ 1, where: values .!= 0)
    return magnitudes
  }
}
