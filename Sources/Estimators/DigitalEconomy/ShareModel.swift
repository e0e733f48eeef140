import MatrixCore

/// The three terms as a function of the sectors' digital shares, on the table reduced to the sectors K that have a digital part.
///
/// With s their shares, x their outputs and w = s∘x / sᵀx the merged digital sector D sells sᵀa, buys a w, and what is not digital of
/// sector k keeps its recipe and sells (1 − s_k) times its row: q + 1 sectors in all. With L of these,
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

  /// `output`, `demand` and `rates` of all sectors; `rates`: v, or jobs per output.
  init(_ reduced: ReducedEconomy, output: [Double], demand: [Double], rates: [Double]) {
    self.reduced = reduced
    self.output = reduced.members.map { output[$0] }
    self.demand = reduced.members.map { demand[$0] }
    self.rates = reduced.members.map { rates[$0] }
    contents = reduced.contents(rates)
    met = reduced.system.flatMap { $0.output(meeting: reduced.demand) }
  }

  /// The terms of the published method; nil where the system has no solution.
  func aggregated(_ shares: [Double]) -> DigitalEconomy.Terms? {
    let weights = weights(shares)
    let rest = shares.map { 1 - $0 }
    guard let system = merged(shares, rest, weights),
      let column = system.output(meeting: [1] + shares.map { _ in 0 }),
      let output = system.output(meeting: divided(reduced.demand, shares, rest))
    else { return nil }
    let (demand, rate) = (dot(shares, demand), dot(weights, rates))
    return DigitalEconomy.Terms(
      backward: demand * dot([dot(weights, contents)] + contents, column), forward: rate * output[0],
      doubleCounted: demand * rate * column[0])
  }

  /// The terms of the block form; nil as above.
  func apart(_ shares: [Double]) -> DigitalEconomy.Terms? {
    let parts = zip(shares, demand).map { $0 * $1 }
    guard let met, let column = reduced.system?.output(meeting: parts) else { return nil }
    let digital = zip(shares, rates).map { $0 * $1 }
    // The identity in L of the split table joins a part with itself alone.
    let gained = zip(column, parts).map { $0 - $1 }
    return DigitalEconomy.Terms(
      backward: dot(contents, column), forward: dot(digital, met), doubleCounted: dot(rates, parts) + dot(digital, gained))
  }

  /// w; zero where nothing digital is made.
  private func weights(_ shares: [Double]) -> [Double] {
    let parts = zip(shares, output).map { $0 * $1 }
    let total = parts.compensatedSum()
    return parts.map { total == 0 ? 0 : $0 / total }
  }

  /// D, then what is left of each of K.
  private func merged(_ shares: [Double], _ rest: [Double], _ weights: [Double]) -> SmallEconomy? {
    let (rows, means) = (reduced.coefficients, reduced.coefficients.map { dot($0, weights) })
    let sold = shares.indices.map { j in shares.indices.lazy.map { shares[$0] * rows[$0][j] }.compensatedSum() }
    let others = shares.indices.map { i in ([means[i]] + rows[i]).map { rest[i] * $0 } }
    let left = weights.allSatisfy { $0 == 0 } ? 1 : dot(weights, reduced.deficits)
    // A derivative looks beyond the whole of a sector, where what is left of it is negative.
    let isNonNegative = reduced.isNonNegative && shares.allSatisfy { (0...1).contains($0) }
    return SmallEconomy(
      [[dot(shares, means)] + sold] + others, deficits: [left] + reduced.deficits, isNonNegative: isNonNegative)
  }

  private func divided(_ vector: [Double], _ shares: [Double], _ rest: [Double]) -> [Double] {
    [dot(shares, vector)] + zip(rest, vector).map { $0 * $1 }
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).lazy.map { $0 * $1 }.compensatedSum() }
}
