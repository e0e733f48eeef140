import Aggregation
import MatrixCore
import Solvers
import Tables

/// The bias of an aggregation: multipliers and outputs of the aggregated table against those of the full one.
///
/// With Q the concordance and L* the inverse of the aggregated table, the bias of output is (L* Q − Q L) f. For the table's own
/// final demand it is zero, which is checked; for another it is not, unless the merged sectors have one input structure.
/// Cost: two transposed solves and up to three others, of each table.
/// Errors: `EstimationError`.
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
    let full = try Economy(table, rightHandSides: 6, settings.watched(0...0.8))
    let held = settings.beside(table, full)
    let small = try Economy(aggregated, rightHandSides: 6, held.watched(0.8...1))
    let weights = table.totalFinalDemand
    var rows = [AggregatedRow(name: "output", before: Self.ones(full), after: Self.ones(small))]
    if let before = full.valueAddedCoefficients, let after = small.valueAddedCoefficients {
      rows.append(AggregatedRow(name: "value_added", before: before, after: after))
    }
    let before = try full.contents(of: rows.map(\.before))
    let after = try small.contents(of: rows.map(\.after))
    let measures = rows.indices.map { measure(rows[$0].name, before[$0], after[$0], weights, concordance) }
    var output: (before: [Double], after: [Double])?
    if let demand {
      output = (
        concordance.apply(try full.output(meeting: demand)), try small.output(meeting: concordance.apply(demand))
      )
    }
    let checks = try AggregationChecks(full, small, weights, concordance)
    return AggregationBias(
      targets: aggregated.sectors, measures: measures, output: output, checks: try checks.all(rows, before, after), remarks: [],
      cost: full.cost.adding(small.cost))
  }

  private static func ones(_ economy: Economy) -> [Double] { [Double](repeating: 1, count: economy.sectorCount) }

  private func measure(
    _ name: String, _ before: [Double], _ after: [Double], _ weights: [Double], _ concordance: Concordance
  ) -> AggregationBias.Measure {
    let sums = concordance.apply(zip(before, weights).map { $0 * $1 })
    let totals = concordance.apply(weights)
    return AggregationBias.Measure(name: name, before: zip(sums, totals).map { $1 > 0 ? $0 / $1 : nil }, after: after)
  }
}

/// What multipliers are taken of: a row under the full table and under the aggregated one.
struct AggregatedRow {
  var name: String
  var before: [Double]
  var after: [Double]
}
