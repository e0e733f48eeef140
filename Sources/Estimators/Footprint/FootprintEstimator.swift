import MatrixCore
import Solvers
import Tables

/// Consumption- and production-based accounts of satellites.
///
/// Cost: a transposed solve an account, and a solve for each region that has final demand. Memory: a panel of n times those
/// regions. Errors: `EstimationError`. References: Kitzes (2013), Resources 2, 489-503; Stadler (2021), pymrio.
public struct FootprintEstimator: Sendable {
  public var settings: EstimationSettings

  public init(_ settings: EstimationSettings) { self.settings = settings }

  public func estimate(
    _ table: borrowing InputOutputTable, _ satellites: [Satellite]
  ) throws(EstimationError) -> Footprint {
    let flows = try settings.remarkOnFlows(table)
    guard !table.demand.isEmpty else { throw .noFinalDemand(table: table.metadata.title) }
    var intensities: [[Double]] = []
    for satellite in satellites { intensities.append(try satellite.intensities(table)) }
    let places = FootprintRegions(table)
    let economy = try Economy(table, rightHandSides: satellites.count + places.demanding.count, settings)
    let multipliers = try economy.contents(of: intensities)
    // L Y_r by absorbing region.
    let output = try economy.solve(places.demanding.map { places.demand(of: $0, table) }, .output)
    let total = table.totalFinalDemand
    var accounts: [Footprint.Account] = []
    for (k, satellite) in satellites.enumerated() {
      accounts.append(
        Footprint.Account(
          name: satellite.name, flows: satellite.flows, intensities: intensities[k], multipliers: multipliers[k],
          products: zip(multipliers[k], total).map { $0 * $1 }, categories: Self.categories(table, multipliers[k]),
          flowsBetweenRegions: places.flows(intensities[k], output)))
    }
    return Footprint(
      sectors: table.sectors, regions: places.regions, demand: table.demand, accounts: accounts,
      checks: try checks(table, economy, accounts), remarks: [flows].compactMap(\.self) + places.remarks, cost: economy.cost)
  }

  private static func categories(_ table: borrowing InputOutputTable, _ multipliers: [Double]) -> [Double] {
    var categories: [Double] = []
    for c in table.demand.indices {
      var sum = CompensatedSum<Double>()
      for i in multipliers.indices { sum.add(multipliers[i] * table.finalDemand[i, c]) }
      categories.append(sum.value)
    }
    return categories
  }

  /// What is consumed is what is produced, but for what rows are off; and accounts by product, from transposed solves, are
  /// accounts by region, from the others.
  private func checks(
    _ table: borrowing InputOutputTable, _ economy: Economy, _ accounts: [Footprint.Account]
  ) throws(EstimationError) -> [IdentityCheck] {
    guard let output = table.output, let demand = economy.finalDemand else { return [] }
    let sales = try economy.product(output)
    var checks: [IdentityCheck] = []
    for account in accounts {
      let (produced, consumed) = (account.flows.compensatedSum(), account.products.compensatedSum())
      let scale = max(abs(consumed), .leastNormalMagnitude)
      let gap = output.indices.lazy.map { i in abs((demand[i] + sales[i] - output[i]) * account.multipliers[i]) }.compensatedSum()
      // Products of different signs cancel in the sums, and roundings are of their magnitudes.
      let magnitudes = account.products.absoluteSum() / scale
      checks.append(
        IdentityCheck(
          name: "\(account.name) consumed is \(account.name) produced", value: consumed, expected: produced,
          tolerance: (IdentityCheck.rounding * magnitudes) + gap / max(abs(produced), .leastNormalMagnitude)))
      checks.append(
        IdentityCheck(
          name: "\(account.name) by region is \(account.name) by product",
          value: account.flowsBetweenRegions.joined().compensatedSum(), expected: consumed,
          tolerance: IdentityCheck.rounding * magnitudes))
    }
    return checks
  }
}
