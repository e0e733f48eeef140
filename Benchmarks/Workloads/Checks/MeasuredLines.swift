/// Lines of a product or a system, each summed in twice the precision, with the magnitudes that its errors are held against.
struct MeasuredLines {
  private var sums: [CompensatedDot]
  private var weights: [Double]

  init(count: Int) {
    sums = [CompensatedDot](repeating: CompensatedDot(), count: count)
    weights = [Double](repeating: 0, count: count)
  }

  mutating func add(_ element: Double, times x: Double, to i: Int) {
    add(element, times: x, weight: abs(element * x), to: i)
  }

  /// Where the magnitude that counts is another than that of the product.
  mutating func add(_ element: Double, times x: Double, weight: Double, to i: Int) {
    sums[i].add(element, times: x)
    weights[i] += weight
  }

  /// What the lines are held against, with the same sign in all; magnitudes count where it is given data and not an answer.
  mutating func subtract(_ values: [Double], isData: Bool) {
    for i in values.indices {
      sums[i].add(-values[i])
      if isData { weights[i] += abs(values[i]) }
    }
  }

  /// The largest magnitude of any line's sum.
  var largest: Double { sums.reduce(0) { LinearSystemCheck.larger($0, abs($1.value)) } }

  /// The worst line's sum over its magnitudes: 0 where nothing is left, NaN where they overflow.
  var worst: Double {
    zip(sums, weights).reduce(0) { worst, line in
      let left = abs(line.0.value)
      return LinearSystemCheck.larger(worst, left == 0 ? 0 : line.1.isFinite ? left / line.1 : .nan)
    }
  }
}
