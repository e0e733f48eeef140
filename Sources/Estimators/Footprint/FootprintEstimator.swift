import MatrixCore
import Solvers
import Tables

/// Consumption- and production-based accounts of satellites.
///
/// Cost: a transposed solve an account, and a solve for each region that has final demand.
/// Memory: a panel of n times those regions.
/// Errors: `EstimationError`.
/// References: Kitzes (2013), Resources 2, 489-503; Stadler (2021), pymrio.
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
    let regions = Countries(of: table.sectors, demand: table.demand)
    let absorbers = regions.absorbers
    let economy = try Economy(table, rightHandSides: satellites.count + absorbers.count, settings)
    let multipliers = try economy.contents(of: intensities)
    // L Y_r by absorbing region.
    let output = try economy.solve(absorbers.map { regions.demand(of: $0, table) }, .output)
    let total = table.totalFinalDemand
    let met = total.indices.map { i in output.lazy.map { $0[i] }.compensatedSum() }
    var accounts: [Footprint.Account] = []
    for (k, satellite) in satellites.enumerated() {
      accounts.append(
        Footprint.Account(
          name: satellite.name, flows: satellite.flows, intensities: intensities[k], multipliers: multipliers[k],
          productionBySector: zip(intensities[k], met).map { $0 * $1 },
          products: zip(multipliers[k], total).map { $0 * $1 }, categories: Self.categories(table, multipliers[k]),
          flowsByRegion: regions.sums(satellite.flows), flowsBetweenRegions: regions.flows(intensities[k], output)))
    }
    return Footprint(
      sectors: table.sectors, regions: regions.names, demand: table.demand, accounts: accounts,
      checks: try economy.amplified(checks(table, economy, accounts)),
      remarks: [flows].compactMap(\.self) + Self.remarks(regions) + Self.remarks(accounts), cost: economy.cost)
  }

  private static func remarks(_ regions: Countries) -> [String] {
    let outsiders = regions.names.indices.filter { regions.members[$0].isEmpty }.map { regions.names[$0] }
    return outsiders.isEmpty
      ? [] : ["\(outsiders.joined(separator: ", ")) without sectors here: what arises there is not known and not counted"]
  }

  /// The two readings of production differ where rows are off.
  private static func remarks(_ accounts: [Footprint.Account]) -> [String] {
    accounts.compactMap { account in
      let gap = zip(account.flows, account.productionBySector).lazy.map { abs($0 - $1) }.compensatedSum()
      guard gap > 1e-9 * account.flows.absoluteSum() else { return nil }
      return "rows of the table do not balance: D_pba, what arises for final demand, and F, the account as given, of "
        + "\(account.name) differ by \(gap) in all"
    }
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
    let gaps = try economy.imbalance(output, demand)
    var checks: [IdentityCheck] = []
    for account in accounts {
      let (produced, consumed) = (account.flows.compensatedSum(), account.products.compensatedSum())
      // Products of different signs cancel in the sums, and roundings are of their magnitudes.
      let scale = max(account.products.absoluteSum(), account.flows.absoluteSum())
      checks.append(
        IdentityCheck(
          name: "\(account.name) consumed is \(account.name) produced", value: consumed, expected: produced,
          imbalance: gaps.indices.lazy.map { gaps[$0] * account.multipliers[$0] }.compensatedSum(),
          tolerance: IdentityCheck.rounding, scale: scale))
      checks.append(
        IdentityCheck(
          name: "\(account.name) by region is \(account.name) by product",
          value: account.flowsBetweenRegions.joined().compensatedSum(), expected: consumed,
          tolerance: IdentityCheck.rounding, scale: scale))
    }
    return checks
  }
}
