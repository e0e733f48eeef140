import MatrixCore
import Solvers
import Tables

/// The three terms on the table whose first sector is the merged digital economy.
struct MergedTerms {
  let terms: DigitalEconomy.Terms
  let digitalValueAdded: Double
  /// Links of the other sectors, largest first.
  let enabled: [LinkedSector]
  let enabling: [LinkedSector]
  let checks: [IdentityCheck]
  let reports: [SolveReport]

  /// Cost: one solve, one transposed solve, and one solve for the output that meets final demand.
  init(_ system: ValueAddedSystem, sectors: SectorIndex, output: [Double]) throws(EstimationError) {
    let (rows, rowReport) = try system.rows([0])
    let (columns, columnReport) = try system.columns([0])
    let (row, column) = (rows[0], columns[0])
    terms = DigitalEconomy.Terms(
      backward: column.compensatedSum(), forward: row.compensatedSum(), doubleCounted: column[0])
    digitalValueAdded = system.valueAdded[0]
    // Digital value added in the final output of the others, and theirs in digital final output.
    enabled = Self.ranking(row, sectors, system) { system.finalDemand[$0] }
    enabling = Self.ranking(column, sectors, system) { _ in system.finalDemand[0] }
    checks = Self.checks(system, forward: terms.forward, output: output, solved: try system.output())
    reports = [columnReport, rowReport]
  }

  /// Both identities hold exactly in a table whose rows balance. One whose rows do not has v x̃ with x̃ = L y in place of
  /// gva = v x: that difference, known from a solve of its own, is what they may be off, and 1e-12 for rounding.
  private static func checks(
    _ system: ValueAddedSystem, forward: Double, output: [Double], solved: [Double]
  ) -> [IdentityCheck] {
    let total = zip(system.coefficients, solved).map { $0 * $1 }.compensatedSum()
    let grossValueAdded = system.valueAdded.compensatedSum()
    let response = output.indices.map { abs(system.coefficients[$0]) * abs(solved[$0] - output[$0]) }
    return [
      IdentityCheck(
        name: "forward term equals the digital sectors' GVA", value: forward, expected: system.valueAdded[0],
        tolerance: tolerance(response[0], system.valueAdded[0])),
      IdentityCheck(
        name: "sum of the value-added matrix equals GVA", value: total, expected: grossValueAdded,
        tolerance: tolerance(response.compensatedSum(), grossValueAdded)),
    ]
  }

  private static func tolerance(_ response: Double, _ expected: Double) -> Double {
    1e-12 + (expected == 0 ? 0 : response / abs(expected))
  }

  private static func ranking(
    _ values: [Double], _ sectors: SectorIndex, _ system: ValueAddedSystem, demand: (Int) -> Double
  ) -> [LinkedSector] {
    let linked = values.indices.dropFirst().map { index in
      LinkedSector(
        sector: sectors[index], value: values[index], shareOfFinalDemand: ratio(values[index], demand(index)),
        shareOfValueAdded: ratio(values[index], system.valueAdded[index]),
        hasNegativeFinalDemand: system.finalDemand[index] < 0)
    }
    // Ties stay in table order: the sort is stable in fact, and the position makes it so by contract.
    return linked.enumerated().sorted { ($1.element.value, $0.offset) < ($0.element.value, $1.offset) }.map(\.element)
  }

  private static func ratio(_ value: Double, _ base: Double) -> Double? { base > 0 ? value / base : nil }
}
