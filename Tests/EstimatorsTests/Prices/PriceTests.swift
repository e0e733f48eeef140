import Estimators
import MatrixCore
import Tables
import TestSupport
import Testing

/// The cost-push price model against the oracle's inverse and by its identity.
@Suite struct PriceTests {
  @Test(arguments: TestEngines.all) func germany(_ test: TestEngine) throws {
    let table = try ReferenceTables.germany1995()
    let estimator = PriceEstimator(EstimationSettings(engine: test.engine))
    let inverse = LeontiefOracle.inverse(of: table)
    let shocks = [CostShock(sector: "man", change: 0.1), CostShock(sector: "R/oth", change: -0.05)]
    let germany = try #require(shocks.first.map { _ in table.sectors[0].region })
    let result = try estimator.estimate(table, [shocks[0], CostShock(sector: "\(germany)/oth", change: -0.05)])
    let (man, oth) = (0.1 * 395022 / 1_079_446, -0.05 * 365017 / 508918)
    let expected = (0..<6).map { man * inverse[1][$0] + oth * inverse[5][$0] }
    // Observed: 1.4e-16.
    #expect(relativeDifference(result.prices, expected) < 1e-14)
    for check in result.checks { #expect(check.holds, "\(check)") }
    // Households.
    let households = [8500, 197792, 3457, 269663, 214757, 119504].map(Double.init)
    let paid = zip(households, expected).map { $0 * $1 }.reduce(0, +) / households.reduce(0, +)
    #expect(relativeDifference(try #require(result.categories[0].price), paid) < 1e-13)
  }

  /// All value added a tenth dearer: prices rise by a tenth of what value added is contained.
  @Test(arguments: TestEngines.all) func everySector(_ test: TestEngine) throws {
    let table = try ReferenceTables.random(7, seed: 5)
    let result = try PriceEstimator(EstimationSettings(engine: test.engine))
      .estimate(table, [CostShock(sector: "*", change: 0.1)])
    #expect(relativeDifference(result.prices, [Double](repeating: 0.1, count: 7)) < 1e-13)
    #expect(relativeDifference(try #require(result.total), 0.1) < 1e-13)
  }

  /// Miller and Blair's two sectors: value added of the first up by a half, by hand.
  @Test(arguments: TestEngines.all) func twoSectors(_ test: TestEngine) throws {
    let result = try PriceEstimator(EstimationSettings(engine: test.engine))
      .estimate(ReferenceTables.millerBlair(), [CostShock(sector: "1", change: 0.5)])
    #expect(relativeDifference(result.prices, [0.325 * 1.25412541, 0.325 * 0.330033]) < 1e-7)
  }

  @Test func rowsOtherThanValueAdded() throws {
    let table = try ReferenceTables.table(
      codes: ["a", "b", "c"], flows: [[1, 2, 0], [3, 1, 0], [0, 0, 0]], demand: [[7, -1], [6, 0], [0, 0]],
      output: [9, 10, 0], valueAdded: [3, 6, 0], rows: [NamedRows(name: "imports", values: [2, 1, 0])])
    let estimator = PriceEstimator(EstimationSettings(engine: TestEngines.swift), input: "imports")
    let result = try estimator.estimate(table, [CostShock(sector: "a", change: 0.5)])
    #expect(result.prices[2] == 0 && result.inactive == [2] && result.costs[0] == 1.0 / 9)
    // A column that sums to less than zero has no mean.
    #expect(result.categories[0].price != nil && result.categories[1].price == nil)
    #expect(throws: EstimationError.nothingToShock(table.sectors[2], row: "imports")) {
      try estimator.estimate(table, [CostShock(sector: "c", change: 0.5)])
    }
    #expect(throws: EstimationError.shockedTwice(table.sectors[0])) {
      try estimator.estimate(table, [CostShock(sector: "a", change: 0.5), CostShock(sector: "R/*", change: 0.1)])
    }
    #expect(throws: EstimationError.noRegion("Q", regions: ["R"])) {
      try estimator.estimate(table, [CostShock(sector: "Q/*", change: 0.1)])
    }
    #expect(throws: EstimationError.self) {
      try PriceEstimator(EstimationSettings(engine: TestEngines.swift), input: "oil").estimate(table, [])
    }
  }

  @Test func textsOfShocks() {
    #expect(CostShock("C26=+10%") == CostShock(sector: "C26", change: 0.1))
    #expect(CostShock("A/B=-2.5 %") == CostShock(sector: "A/B", change: -0.025))
    #expect(CostShock("*=0.2") == CostShock(sector: "*", change: 0.2))
    for text in ["C26", "=1", "C26=", "C26=ten", "C26=nan", "C26=inf%"] { #expect(CostShock(text) == nil, "\(text)") }
  }
}

@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct SharedPriceTests {
  @Test(arguments: SharedTables.ids) func whatIsPaidIsWhatIsDue(_ id: String) throws {
    let table = try SharedTables.read(id)
    guard table.output != nil, table.valueAdded != nil else { return }
    let settings = EstimationSettings(engine: TestEngines.swift, totalFlows: .technological)
    let result = try PriceEstimator(settings).estimate(table, [CostShock(sector: "*", change: 0.1)])
    for check in result.checks { #expect(check.holds, "\(id): \(check)") }
  }
}
