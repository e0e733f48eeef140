import MatrixCore
import Tables

/// The three terms on the table whose first sector is the merged digital economy.
struct MergedTerms {
  let terms: DigitalEconomy.Terms
  let digitalValueAdded: Double
  /// Links of the other sectors, largest first.
  let enabled: [LinkedSector]
  let enabling: [LinkedSector]
  let checks: [IdentityCheck]
  let cost: SolveCost

  /// Right-hand sides in all: a row, a column, two for the checks, and one for fixed capital.
  static let solves = 5

  init(_ system: ValueAddedFlows, imbalance: [Double], _ capital: [Double]?) throws(EstimationError) {
    let (row, column) = (try system.rows([0])[0], try system.columns([0])[0])
    let sectors = system.economy.sectors
    terms = DigitalEconomy.Terms(
      backward: column.compensatedSum(), forward: row.compensatedSum(), doubleCounted: column[0],
      fixedCapital: try capital.map { capital throws(EstimationError) in
        try DigitalCapital.term(capital, system, digital: [0])
      })
    digitalValueAdded = system.valueAdded[0]
    // Digital value added in the final output of the others, and theirs in digital final output.
    enabled = Self.ranking(row, sectors, system) { system.finalDemand[$0] }
    enabling = Self.ranking(column, sectors, system) { _ in system.finalDemand[0] }
    checks = try Self.checks(system, forward: terms.forward, imbalance: imbalance)
    cost = system.economy.cost
  }

  /// Both identities hold in a table whose rows balance. With Z1 + y − x = g the forward term is v x + v L g, which a solve of
  /// its own tells; rounding may add 1e-12.
  private static func checks(
    _ system: ValueAddedFlows, forward: Double, imbalance: [Double]
  ) throws(EstimationError) -> [IdentityCheck] {
    let (v, rounding) = (system.coefficients, IdentityCheck.rounding)
    let output = try system.economy.output(meeting: system.finalDemand)
    let response = try system.economy.output(meeting: imbalance)
    return try system.economy.amplified([
      IdentityCheck(
        name: "forward term equals the digital sectors' GVA", value: forward, expected: system.valueAdded[0],
        imbalance: v[0] * response[0], tolerance: rounding),
      IdentityCheck(
        name: "sum of the value-added matrix equals GVA", value: zip(v, output).map { $0 * $1 }.compensatedSum(),
        expected: system.valueAdded.compensatedSum(), imbalance: zip(v, response).map { $0 * $1 }.compensatedSum(),
        tolerance: rounding),
      // A row of M by a transposed solve against the same by a plain one: no imbalance explains a difference.
      IdentityCheck(
        name: "forward term by rows equals the same by columns", value: forward, expected: v[0] * output[0],
        tolerance: rounding),
    ])
  }

  private static func ranking(
    _ values: [Double], _ sectors: SectorIndex, _ system: ValueAddedFlows, demand: (Int) -> Double
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
