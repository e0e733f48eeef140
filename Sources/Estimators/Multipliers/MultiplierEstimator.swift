import MatrixCore
import Solvers
import Tables

/// Simple output, value-added and other multipliers, with Type I ratios and their parts by region.
///
/// With c a row of coefficients per unit of output, cᵀL by transposed solves: of ones for output, of v for value added, of any
/// row of the table (employment, imports, taxes). A study adds the digital group's multiplier against the others'.
/// Cost: a solve a measure, two for the identity, and two a region where there are several; with a study two small systems.
/// Errors: `EstimationError`.
/// References: Miller and Blair (2009), chapter 6; Gajbhiye and Arora (2022), table 3.
public struct MultiplierEstimator: Sendable {
  public var settings: EstimationSettings

  public init(_ settings: EstimationSettings) { self.settings = settings }

  public func estimate(
    _ table: borrowing InputOutputTable, study file: StudyFile? = nil
  ) throws(EstimationError) -> Multipliers {
    let file = try file.map { file throws(EstimationError) in try file.namingDefinitions(among: table.sectors) }
    guard let file, !file.study.splits.isEmpty else { return try estimate(split: table, file) }
    return try estimate(split: table.split(by: file, settings), file)
  }

  private func estimate(
    split table: borrowing InputOutputTable, _ file: StudyFile?
  ) throws(EstimationError) -> Multipliers {
    let flows = try settings.remarkOnFlows(table)
    let digital = try file.map { file throws(EstimationError) in try StudyResolution(file, among: table.sectors).digital }
    let (rows, remarks) = MultiplierRow.all(of: table)
    let regions = Countries(of: table.sectors)
    let parts = regions.count > 1 ? 2 * regions.count : 0
    let economy = try Economy(table, rightHandSides: rows.count + parts + 3, settings.watched(0...(digital == nil ? 1 : 0.5)))
    var measures = try measures(rows, economy)
    for k in measures.indices where regions.count > 1 && ["output", "value_added"].contains(measures[k].name) {
      let contents = try economy.contents(of: regions.rows(measures[k].coefficients))
      measures[k].ownRegion = regions.own(contents)
    }
    let checks = try economy.amplified(checks(table, economy))
    var cost = economy.cost
    let groups = try digital.map { digital throws(EstimationError) in
      try GroupMultipliers(settings.beside(table, economy).watched(0.5...1)).estimate(
        table, digital, measures[0].multipliers, &cost)
    }
    return Multipliers(
      sectors: table.sectors, measures: measures, inactive: economy.inactive, groups: groups ?? [], checks: checks,
      remarks: [flows].compactMap(\.self) + remarks + (file?.remarks ?? []), cost: cost)
  }

  private func measures(
    _ rows: [MultiplierRow], _ economy: Economy
  ) throws(EstimationError) -> [Multipliers.Measure] {
    let ones = [Double](repeating: 1, count: economy.sectorCount)
    let rows = [MultiplierRow(name: "output", unit: "1", coefficients: ones)] + rows
    let contents = try economy.contents(of: rows.map(\.coefficients))
    return zip(rows, contents).map { row, content in
      Multipliers.Measure(name: row.name, unit: row.unit, coefficients: row.coefficients, multipliers: content)
    }
  }

  /// All primary inputs together are contained once in a unit of every product: pᵀL = 1ᵀ, but for what columns are off.
  private func checks(
    _ table: borrowing InputOutputTable, _ economy: Economy
  ) throws(EstimationError) -> [IdentityCheck] {
    guard table.transactionsKind == .flows, let output = table.output, let inputs = table.primaryInputs else { return [] }
    let sums = table.transactions.view.columnSums()
    let active = output.indices.filter { output[$0] != 0 }
    // What an inactive sector sells all the same nobody has paid for.
    var (rates, gaps) = ([Double](repeating: 0, count: output.count), [Double](repeating: -1, count: output.count))
    for j in active {
      rates[j] = inputs[j] / output[j]
      gaps[j] = (sums[j] + inputs[j] - output[j]) / output[j]
    }
    let contents = try economy.contents(of: [rates, gaps])
    guard let worst = active.max(by: { abs(contents[0][$0] - 1) < abs(contents[0][$1] - 1) }) else { return [] }
    return [
      IdentityCheck(
        name: "all primary inputs together are contained once in \(table.sectors[worst].qualifiedCode), the farthest off",
        value: contents[0][worst], expected: 1, imbalance: contents[1][worst], tolerance: IdentityCheck.rounding)
    ]
  }
}
