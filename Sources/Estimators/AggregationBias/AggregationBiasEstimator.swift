import Aggregation
import MatrixCore
import Solvers
import Tables

/// The bias of an aggregation: multipliers and outputs of the aggregated table against those of the full one.
///
/// With Q the concordance and L* the inverse of the aggregated table, the bias of output is (L* Q − Q L) f. For the table's own
/// final demand it is zero, which is checked; for another it is not, unless the merged sectors have one input structure.
/// Cost: two transposed solves and up to three others, of each table. Errors: `EstimationError`.
/// References: Theil (1957); Morimoto (1970); Miller and Blair (2009), section 4.9.
public struct AggregationBiasEstimator: Sendable {
  public var settings: EstimationSettings

  public init(_ settings: EstimationSettings) { self.settings = settings }

  /// `table` brought by `concordance` to `aggregated`. `demand`: an f of n for which outputs are compared.
  public func estimate(
    _ table: borrowing InputOutputTable, _ concordance: Concordance, _ aggregated: borrowing InputOutputTable,
    demand: [Double]? = nil
  ) throws(EstimationError) -> AggregationBias {
    precondition(concordance.sourceCount == table.sectorCount, "a concordance of another table")
    guard !table.demand.isEmpty else { throw .noFinalDemand(table: table.metadata.title) }
    let full = try Economy(table, rightHandSides: 6, settings)
    let held = settings.beside(table, full)
    let small = try Economy(aggregated, rightHandSides: 6, held)
    let weights = table.totalFinalDemand
    var measures = [try measure("output", full, small, Self.ones(full), Self.ones(small), weights, concordance)]
    if let before = full.valueAddedCoefficients, let after = small.valueAddedCoefficients {
      measures.append(try measure("value_added", full, small, before, after, weights, concordance))
    }
    var output: (before: [Double], after: [Double])?
    if let demand {
      output = (
        concordance.apply(try full.output(meeting: demand)), try small.output(meeting: concordance.apply(demand))
      )
    }
    return AggregationBias(
      targets: aggregated.sectors, measures: measures, output: output,
      checks: try checks(full, small, weights, concordance), remarks: [], cost: full.cost.adding(small.cost))
  }

  private static func ones(_ economy: Economy) -> [Double] { [Double](repeating: 1, count: economy.sectorCount) }

  private func measure(
    _ name: String, _ full: Economy, _ small: Economy, _ before: [Double], _ after: [Double], _ weights: [Double],
    _ concordance: Concordance
  ) throws(EstimationError) -> AggregationBias.Measure {
    let multipliers = try full.contents(of: [before])[0]
    let sums = concordance.apply(zip(multipliers, weights).map { $0 * $1 })
    let totals = concordance.apply(weights)
    return AggregationBias.Measure(
      name: name, before: zip(sums, totals).map { $1 > 0 ? $0 / $1 : nil }, after: try small.contents(of: [after])[0])
  }

  /// For the table's own final demand the outputs agree, but for what its rows are off.
  private func checks(
    _ full: Economy, _ small: Economy, _ demand: [Double], _ concordance: Concordance
  ) throws(EstimationError) -> [IdentityCheck] {
    guard let output = full.output else { return [] }
    let gaps = try full.imbalance(output, demand)
    let before = try full.solve([demand, gaps], .output)
    let after = try small.solve([concordance.apply(demand), concordance.apply(gaps)], .output)
    return [
      IdentityCheck(
        name: "output that meets the table's own final demand has no bias", value: after[0].compensatedSum(),
        expected: before[0].compensatedSum(), imbalance: after[1].compensatedSum() - before[1].compensatedSum(),
        tolerance: IdentityCheck.rounding, scale: before[0].absoluteSum())
    ]
  }
}
