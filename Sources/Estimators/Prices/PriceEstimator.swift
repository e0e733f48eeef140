import MatrixCore
import Solvers
import Tables

/// The cost-push price model of Leontief: what all prices do when some sectors pay more for a primary input.
///
/// Δp = Lᵀ Δc with Δc_j = δ_j c_j / x_j, c the primary input (value added or a part of it, imports, all of them) and base prices
/// 1; quantities stay.
/// Cost: one transposed solve.
/// Errors: `EstimationError`; a row that is not in money, a sector that has none of the input to pay for and one that is shocked
/// twice are named.
/// Reference: Miller and Blair (2009), sections 2.6.3 and 2.6.4.
public struct PriceEstimator: Sendable {
  public var settings: EstimationSettings
  /// The primary input that becomes dearer: "value_added", a row of the table in money ("imports", "compensation"), or
  /// "primary_inputs" for all.
  public var input: String

  public init(_ settings: EstimationSettings, input: String = "value_added") {
    (self.settings, self.input) = (settings, input)
  }

  public func estimate(
    _ table: borrowing InputOutputTable, _ shocks: [CostShock]
  ) throws(EstimationError) -> PriceChanges {
    let flows = try settings.remarkOnFlows(table)
    let title = table.metadata.title
    guard let output = table.output else { throw .noOutput(table: title) }
    let (all, remarks) = MultiplierRow.all(of: table)
    // Rows in money: what persons or emissions cost is not known.
    var rows = all.filter { $0.unit == "1" }
    if input == InputOutputTable.allPrimaryInputsName, let inputs = table.primaryInputs {
      let together = Satellite(name: InputOutputTable.allPrimaryInputsName, flows: inputs)
      rows.append(MultiplierRow(name: together.name, unit: "1", coefficients: try together.intensities(table)))
    }
    guard let row = rows.first(where: { $0.name == input }) else {
      let known = rows.map(\.name) + (table.primaryInputs == nil ? [] : [InputOutputTable.allPrimaryInputsName])
      let isCounted = all.contains { $0.name == input }
      throw isCounted ? .notMoney(row: input, rows: known) : .noRow(input, table: title, rows: known)
    }
    let changes = try changes(shocks, row, table.sectors, output)
    let economy = try Economy(table, rightHandSides: 1, settings)
    let costs = zip(changes, row.coefficients).map { $0 * $1 }
    let prices = try economy.contents(of: [costs])[0]
    return PriceChanges(
      sectors: table.sectors, input: input, costs: costs, prices: prices, categories: categories(table, prices),
      total: PriceChanges.mean(prices, economy.finalDemand ?? []),
      checks: try economy.amplified(checks(economy, output, costs, prices)), inactive: economy.inactive,
      remarks: [flows].compactMap(\.self) + remarks.filter { $0.hasPrefix("row \(input) ") }, cost: economy.cost)
  }

  /// δ by sector.
  private func changes(
    _ shocks: [CostShock], _ row: MultiplierRow, _ sectors: SectorIndex, _ output: [Double]
  ) throws(EstimationError) -> [Double] {
    var changes = [Double](repeating: 0, count: sectors.count)
    var shocked: Set<Int> = []
    for shock in shocks {
      let positions = try sectors.positions(of: shock)
      for position in positions {
        guard shocked.insert(position).inserted else { throw .shockedTwice(sectors[position]) }
        // All sectors of a region may well include some that buy none of it.
        if row.coefficients[position] == 0 && positions.count == 1 { throw .nothingToShock(sectors[position], row: row.name) }
        changes[position] = shock.change
      }
    }
    return changes
  }

  private func categories(_ table: borrowing InputOutputTable, _ prices: [Double]) -> [PriceChanges.Category] {
    var categories: [PriceChanges.Category] = []
    for (k, category) in table.demand.enumerated() {
      let demand = (0..<table.sectorCount).map { table.finalDemand[$0, k] }
      categories.append(PriceChanges.Category(demand: category, price: PriceChanges.mean(prices, demand)))
    }
    return categories
  }

  /// What final demand pays more is what primary inputs cost more: yᵀΔp = xᵀΔc, but for what rows are off.
  private func checks(
    _ economy: Economy, _ output: [Double], _ costs: [Double], _ prices: [Double]
  ) throws(EstimationError) -> [IdentityCheck] {
    guard let demand = economy.finalDemand else { return [] }
    let gaps = try economy.imbalance(output, demand)
    let paid = demand.indices.lazy.map { demand[$0] * prices[$0] }.compensatedSum()
    let terms = output.indices.map { output[$0] * costs[$0] }
    let (due, scale) = (terms.compensatedSum(), terms.lazy.map(abs).compensatedSum())
    return [
      IdentityCheck(
        name: "what final demand pays more is what primary inputs cost more", value: paid, expected: due,
        imbalance: gaps.indices.lazy.map { gaps[$0] * prices[$0] }.compensatedSum(), tolerance: IdentityCheck.rounding,
        scale: scale)
    ]
  }
}
