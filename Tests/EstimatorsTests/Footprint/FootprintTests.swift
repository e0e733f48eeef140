import Estimators
import MatrixCore
import Tables
import TestSupport
import Testing

/// Footprints against printed figures, the oracle, and what must add up.
@Suite struct FootprintTests {
  /// Kitzes (2013): T = 8 5 / 4 2, impacts 8 and 4 (computed with NumPy from the printed table).
  @Test(arguments: TestEngines.all) func kitzes(_ test: TestEngine) throws {
    let table = try ReferenceTables.table(
      codes: ["1", "2"], flows: [[8, 5], [4, 2]], demand: [[3], [6]], output: [16, 12], valueAdded: [4, 5])
    let result = try FootprintEstimator(EstimationSettings(engine: test.engine))
      .estimate(table, [Satellite(name: "land", flows: [8, 4])])
    let account = try #require(result["land"])
    #expect(relativeDifference(account.products, [4.8, 7.2]) < 1e-15)
    #expect(account.flows == [8, 4] && account.intensities == [0.5, 4.0 / 12])
    // E by producer and consumer: 4 4 / .8 3.2.
    #expect(relativeDifference(account.multipliers, [1.6, 1.2]) < 1e-15)
    #expect(relativeDifference(account.consumption, [12]) < 1e-15 && relativeDifference(account.production, [12]) < 1e-15)
  }

  /// pymrio's two regions: every account from L in fractions.
  @Test(arguments: TestEngines.all) func twoRegions(_ test: TestEngine) throws {
    let table = try ReferenceTables.smallMultiRegional()
    let flows: [Double] = [20, 1, 42, 10, 15, 24]
    let inverse = LeontiefOracle.inverse(of: table)
    let result = try FootprintEstimator(EstimationSettings(engine: test.engine))
      .estimate(table, [Satellite(name: "co2", flows: flows)])
    let account = try #require(result["co2"])
    let intensities = zip(flows, table.output ?? []).map { $0 / $1 }
    for s in 0..<2 {
      for r in 0..<2 {
        let demand = (0..<6).map { table.finalDemand[$0, r] }
        let expected = (3 * s..<3 * s + 3).map { i in
          intensities[i] * zip(inverse[i], demand).map { $0 * $1 }.reduce(0, +)
        }.reduce(0, +)
        #expect(relativeDifference(account.flowsBetweenRegions[s][r], expected) < 1e-14)
      }
    }
    let (f, p, c) = (account.flowsBetweenRegions, account.production, account.consumption)
    #expect(account.imports[0] == c[0] - f[0][0] && account.exports[1] == p[1] - f[1][1])
    #expect(relativeDifference(account.categories, account.consumption) < 1e-14)
    #expect(relativeDifference(account.production, [63, 49]) < 1e-14)
    #expect(result.checks.count == 2 && result.checks.allSatisfy { $0.relativeDifference < 1e-14 })
    #expect(account.flowsByRegion == [63, 49] && relativeDifference(account.productionBySector, flows) < 1e-14)
    #expect(result.remarks.isEmpty)
  }

  /// Exports of a national table are consumed outside.
  @Test func regionsThatOnlyBuy() throws {
    var table = try ReferenceTables.millerBlair()
    let half = try Matrix<Double>([[300, 50], [1000, 700]])
    table = InputOutputTable(
      sectors: table.sectors, transactions: try Matrix([[150, 500], [200, 100]]),
      demand: [DemandCategory(region: "R", category: "households"), DemandCategory(region: "ROW", category: "exports")],
      finalDemand: half, output: table.output, valueAdded: table.valueAdded)
    let result = try FootprintEstimator(EstimationSettings(engine: TestEngines.swift))
      .estimate(table, try Satellite.rows(["value_added"], of: table))
    let account = try #require(result["value_added"])
    #expect(result.regions == ["R", "ROW"] && account.production[1] == 0 && account.imports[0] == 0)
    #expect(relativeDifference(account.exports[0], account.consumption[1]) < 1e-14)
    #expect(relativeDifference(account.production[0], 2050) < 1e-14)
    #expect(result.remarks.count == 1)
  }

  /// One sector of x = 10 that sells 2 + 7: what arises for final demand is S L y = 5/10 · 7/.8, the account as given is 5.
  @Test(arguments: TestEngines.all) func productionForFinalDemandIsNotTheAccountAsGiven(_ test: TestEngine) throws {
    let table = try ReferenceTables.table(codes: ["a"], flows: [[2]], demand: [[7]], output: [10], valueAdded: [8])
    let result = try FootprintEstimator(EstimationSettings(engine: test.engine))
      .estimate(table, [Satellite(name: "land", flows: [5])])
    let account = try #require(result["land"])
    #expect(account.flows == [5] && account.flowsByRegion == [5])
    #expect(relativeDifference(account.productionBySector, [4.375]) < 1e-15)
    #expect(relativeDifference(account.production, [4.375]) < 1e-15 && account.consumption == account.production)
    let check = result.checks[0]
    #expect(check.holds && check.isExcusedByImbalance && relativeDifference(check.imbalance, -0.625) < 1e-14)
    #expect(result.remarks.count == 1 && result.remarks[0].contains("of land differ by 0.625 in all"))
  }

  @Test func rowsByName() throws {
    let table = try ReferenceTables.table(
      codes: ["a", "b"], flows: [[1, 1], [1, 1]], demand: [[8], [8]], output: [10, 10], valueAdded: [8, 8],
      rows: [NamedRows(name: "F", rowCount: 2, values: [1, 2, 3, 4])])
    #expect(try Satellite.rows(["F"], of: table).map(\.name) == ["F_1", "F_2"])
    #expect(try Satellite.rows(["F_2", "value_added"], of: table).map(\.flows) == [[3, 4], [8, 8]])
    #expect(throws: EstimationError.noRow("G", table: "test", rows: ["value_added", "F", "F_1", "F_2"])) {
      try Satellite.rows(["G"], of: table)
    }
  }

  @Test func refusals() throws {
    let estimator = FootprintEstimator(EstimationSettings(engine: TestEngines.swift))
    let table = try ReferenceTables.table(
      codes: ["a", "b"], flows: [[1, 0], [0, 0]], demand: [[9], [0]], output: [10, 0], valueAdded: [9, 0])
    #expect(throws: EstimationError.satelliteWithoutOutput("co2", table.sectors[1], flow: 2)) {
      try estimator.estimate(table, [Satellite(name: "co2", flows: [1, 2])])
    }
    #expect(throws: EstimationError.satelliteShape("co2", expected: 2, found: 1)) {
      try estimator.estimate(table, [Satellite(name: "co2", flows: [1])])
    }
    #expect(throws: EstimationError.satelliteNotFinite("co2", table.sectors[0])) {
      try estimator.estimate(table, [Satellite(name: "co2", flows: [.nan, 0])])
    }
  }
}

/// On every real table: what is consumed is what is produced.
@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct SharedFootprintTests {
  @Test(arguments: SharedTables.ids) func accountsAddUp(_ id: String) throws {
    let table = try SharedTables.read(id)
    guard let output = table.output, !table.demand.isEmpty, output.allSatisfy({ $0 >= 0 }) else { return }
    let settings = EstimationSettings(engine: TestEngines.swift, totalFlows: .technological)
    var satellites = [Satellite(name: "output", flows: output)]
    if table.valueAdded != nil { satellites += try Satellite.rows(["value_added"], of: table) }
    let result = try FootprintEstimator(settings).estimate(table, satellites)
    for check in result.checks { #expect(check.holds, "\(id): \(check)") }
    for account in result.accounts {
      #expect(relativeDifference(account.categories.reduce(0, +), account.products.reduce(0, +)) < 1e-11, "\(id)")
    }
  }
}
