import Aggregation
import MatrixCore

/// What an aggregation leaves as it was: for the table's own final demand y, the output L y and what it contains of each row.
///
/// Both are those of the table but for what its rows are off: with g = A x + y − x, L y = x + L g, and L* Q y = Q x + L* Q g.
struct AggregationChecks {
  private let full: Economy
  private let small: Economy
  private let demand: [Double]
  private let smallDemand: [Double]
  /// L y and L g; nil without output.
  private var before: [[Double]]?
  private var after: [[Double]]?

  /// Cost: two solves of each table.
  init(_ full: Economy, _ small: Economy, _ demand: [Double], _ concordance: Concordance) throws(EstimationError) {
    (self.full, self.small, self.demand) = (full, small, demand)
    smallDemand = concordance.apply(demand)
    guard let output = full.output else { return }
    let gaps = try full.imbalance(output, demand)
    before = try full.solve([demand, gaps], .output)
    after = try small.solve([smallDemand, concordance.apply(gaps)], .output)
  }

  /// `fulls` and `smalls`: the multipliers of the rows. One that does not hold is held against what multipliers of either table
  /// make of rounding.
  func all(
    _ rows: [AggregatedRow], _ fulls: [[Double]], _ smalls: [[Double]]
  ) throws(EstimationError) -> [IdentityCheck] {
    guard let before, let after else { return [] }
    let output = IdentityCheck(
      name: "output that meets the table's own final demand has no bias", value: after[0].compensatedSum(),
      expected: before[0].compensatedSum(), imbalance: after[1].compensatedSum() - before[1].compensatedSum(),
      tolerance: IdentityCheck.rounding, scale: before[0].absoluteSum())
    let contents = rows.indices.map { k in content(rows[k], fulls[k], smalls[k], before[1], after[1]) }
    return try small.amplified(full.amplified([output] + contents))
  }

  /// Σ m y before and after, for multipliers m of a row c: c x + c L g.
  private func content(
    _ row: AggregatedRow, _ fulls: [Double], _ smalls: [Double], _ before: [Double], _ after: [Double]
  ) -> IdentityCheck {
    let parts = zip(fulls, demand).map { $0 * $1 }
    return IdentityCheck(
      name: "\(row.name.replacing("_", with: " ")) contained in the table's own final demand has no bias",
      value: zip(smalls, smallDemand).lazy.map { $0 * $1 }.compensatedSum(), expected: parts.compensatedSum(),
      imbalance: zip(row.after, after).lazy.map { $0 * $1 }.compensatedSum()
        - zip(row.before, before).lazy.map { $0 * $1 }.compensatedSum(),
      tolerance: IdentityCheck.rounding, scale: parts.absoluteSum())
  }
}
