import Aggregation
import MatrixCore

/// The three terms as a function of the sectors' digital shares, on the table reduced to the sectors K that have a digital part.
///
/// With s their shares, x their outputs and w = s∘x / sᵀx the merged digital sector D sells sᵀa, buys a w, and what is not
/// digital of sector k keeps its recipe and sells (1 − s_k) times its row: q + 1 sectors in all. With L of these,
///
///     backward = y_D cᵀ L e_D      forward = v_D (L f)_D      own = y_D v_D l_DD
///
/// where y_D = sᵀy, v_D = wᵀv, c is the reduced row v and f the reduced demand, divided likewise. The block form needs (I − a)⁻¹
/// alone. Nothing is split, merged or factored anew in the table, so that thousands of shares cost q³ flops each.
/// Shapes: q members. Units: money of the table.
struct ShareModel: Sendable {
  private let reduced: ReducedEconomy
  /// x, y and v on K.
  private let output: [Double]
  private let demand: [Double]
  private let rates: [Double]
  /// c.
  private let contents: [Double]
  /// L y on K; nil where the table has no such output.
  private let met: [Double]?

  /// `output` and `demand` of all sectors; `amounts`: value added or jobs of all sectors, of which `contents` is the reduced row.
  init(_ reduced: ReducedEconomy, output: [Double], demand: [Double], amounts: [Double], contents: [Double]) {
    self.reduced = reduced
    self.output = reduced.members.map { output[$0] }
    self.demand = reduced.members.map { demand[$0] }
    rates = reduced.members.map { output[$0] == 0 ? 0 : amounts[$0] / output[$0] }
    self.contents = contents
    met = reduced.system.flatMap { $0.output(meeting: reduced.demand) }
  }

  /// The terms of the published method; nil where a share is outside 0…1 or the system has no solution.
  func aggregated(_ shares: [Double]) -> DigitalEconomy.Terms? {
    guard let merged = merged(shares), let column = merged.system.output(meeting: [1] + shares.map { _ in 0 }),
      let output = merged.system.output(meeting: merged.divided(reduced.demand))
    else { return nil }
    let (demand, rate) = (dot(merged.shares, demand), dot(merged.weights, rates))
    return DigitalEconomy.Terms(
      backward: demand * dot([dot(merged.weights, contents)] + contents, column), forward: rate * output[0],
      doubleCounted: demand * rate * column[0])
  }

  /// The terms of the block form; nil as above.
  func apart(_ shares: [Double]) -> DigitalEconomy.Terms? {
    guard let shares = Self.counted(shares), let met else { return nil }
    let parts = zip(shares, demand).map { $0 * $1 }
    guard let column = reduced.system?.output(meeting: parts) else { return nil }
    let digital = zip(shares, rates).map { $0 * $1 }
    // The identity in L of the split table joins a part with itself alone.
    let gained = zip(column, parts).map { $0 - $1 }
    return DigitalEconomy.Terms(
      backward: dot(contents, column), forward: dot(digital, met), doubleCounted: dot(rates, parts) + dot(digital, gained))
  }

  /// What the forward term is but for rows that are off, Σ s_k v_k x_k, and what these make of it; nil as above, and where the
  /// reduced table does not know what they are off.
  func forward(_ method: Study.Method, _ shares: [Double]) -> (balanced: Double, imbalance: Double)? {
    guard let counted = Self.counted(shares), let imbalance = reduced.imbalance else { return nil }
    let digital = zip(counted, rates).map { $0 * $1 }
    let balanced = dot(digital, output)
    switch method {
    case .aggregated:
      guard let merged = merged(shares), let off = merged.system.output(meeting: merged.divided(imbalance)) else { return nil }
      return (balanced, dot(merged.weights, rates) * off[0])
    case .block:
      return reduced.system?.output(meeting: imbalance).map { (balanced, dot(digital, $0)) }
    }
  }

  /// The change of a member's share over which the weights of the merged sector change, one at most: what is digital by now over
  /// what the member makes.
  func reach(of member: Int, _ shares: [Double]) -> Double {
    let total = zip(shares, output).map { $0 * $1 }.compensatedSum()
    guard total > 0, total < output[member] else { return 1 }
    return total / output[member]
  }

  /// Shares in 0…1. What roundings, or digits left out by those who type shares, add to a whole is not counted; nil beyond that.
  private static func counted(_ shares: [Double]) -> [Double]? {
    guard shares.allSatisfy({ (0...1 + Concordance.shareTolerance).contains($0) }) else { return nil }
    return shares.map { min($0, 1) }
  }

  /// D, then what is left of each of K.
  private struct Merged {
    let shares: [Double]
    /// w; zero where nothing digital is made.
    let weights: [Double]
    let system: SmallEconomy

    func divided(_ vector: [Double]) -> [Double] {
      [zip(shares, vector).map { $0 * $1 }.compensatedSum()] + zip(shares, vector).map { (1 - $0) * $1 }
    }
  }

  private func merged(_ shares: [Double]) -> Merged? {
    guard let shares = Self.counted(shares) else { return nil }
    let weights = weights(shares)
    let (rows, means) = (reduced.coefficients, reduced.coefficients.map { dot($0, weights) })
    let sold = shares.indices.map { j in shares.indices.lazy.map { shares[$0] * rows[$0][j] }.compensatedSum() }
    let others = shares.indices.map { i in ([means[i]] + rows[i]).map { (1 - shares[i]) * $0 } }
    let left = weights.allSatisfy { $0 == 0 } ? 1 : dot(weights, reduced.deficits)
    let system = SmallEconomy(
      [[dot(shares, means)] + sold] + others, deficits: [left] + reduced.deficits, isNonNegative: reduced.isNonNegative)
    return system.map { Merged(shares: shares, weights: weights, system: $0) }
  }

  private func weights(_ shares: [Double]) -> [Double] {
    let parts = zip(shares, output).map { $0 * $1 }
    let total = parts.compensatedSum()
    return parts.map { total == 0 ? 0 : $0 / total }
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).lazy.map { $0 * $1 }.compensatedSum() }
}
