/// A few sectors ready for final demands: too small for kernels, made anew for thousands of shares.
///
/// Eliminated without subtraction: pivots are sums of deficits and of what is bought of others, so that outputs are as accurate
/// as the coefficients are, however large the multipliers. Shapes: q. Cost: 2q³/3 flops, then 2q² a demand. Reference: Grassmann,
/// Taksar and Heyman (1985); Alfa, Xue and Ye (2002).
struct SmallEconomy: Sendable {
  private let count: Int
  /// By rows: multipliers below the diagonal, what is left of the coefficients above it.
  private var factors: [Double] = []
  private var pivots: [Double] = []
  /// I − a, where something is negative and rows must be exchanged instead.
  private var matrix: [[Double]]?

  /// `deficits`: one less the sums of the columns. Nil where a pivot is not above zero.
  init?(_ coefficients: [[Double]], deficits: [Double], isNonNegative: Bool) {
    count = deficits.count
    guard isNonNegative else {
      matrix = coefficients.indices.map { i in coefficients.indices.map { (i == $0 ? 1 : 0) - coefficients[i][$0] } }
      return
    }
    factors = coefficients.flatMap(\.self)
    guard eliminate(deficits) else { return nil }
  }

  private mutating func eliminate(_ deficits: [Double]) -> Bool {
    let q = count
    var left = deficits
    for k in 0..<q {
      var pivot = left[k]
      for i in (k + 1)..<max(q, k + 1) { pivot += factors[i * q + k] }
      guard pivot > 0, pivot.isFinite else { return false }
      pivots.append(pivot)
      for j in (k + 1)..<max(q, k + 1) { left[j] += factors[k * q + j] * left[k] / pivot }
      for i in (k + 1)..<max(q, k + 1) {
        let multiplier = factors[i * q + k] / pivot
        factors[i * q + k] = multiplier
        // The diagonal is never read.
        if multiplier != 0 {
          for j in (k + 1)..<q { factors[i * q + j] += multiplier * factors[k * q + j] }
        }
      }
    }
    return true
  }

  /// (I − a)⁻¹ y; nil where exchanges find no pivot either.
  func output(meeting demand: [Double]) -> [Double]? {
    if let matrix { return SmallSystem.solve(matrix, demand) }
    var x = demand
    for k in 0..<count {
      for i in (k + 1)..<max(count, k + 1) { x[i] += factors[i * count + k] * x[k] }
    }
    for k in (0..<count).reversed() {
      for j in (k + 1)..<max(count, k + 1) { x[k] += factors[k * count + j] * x[j] }
      x[k] /= pivots[k]
    }
    return x
  }
}
