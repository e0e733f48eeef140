import Estimators
import Tables
import TestSupport
import Testing

/// Prices by rows of the table: what is money, and what has no price.
@Suite struct PriceOfPartsTests {
  private func table() throws -> InputOutputTable {
    try ReferenceTables.table(
      codes: ["a", "b"], flows: [[10, 20], [30, 10]], demand: [[70], [40]], output: [100, 80], valueAdded: [50, 30],
      rows: [
        NamedRows(name: "compensation", values: [40, 20]), NamedRows(name: "imports", values: [10, 20]),
        NamedRows(name: "labour", rowCount: 2, values: [25, 5, 15, 15]), NamedRows(name: "employment", values: [7, 9]),
      ])
  }

  /// Wages of a a tenth dearer: Δc_a = 0.1 · 40/100, and so on.
  @Test(
    arguments: TestEngines.all,
    [("compensation", 0.04), ("imports", 0.01), ("labour_2", 0.015), ("value_added", 0.05)] as [(String, Double)])
  func partsOfValueAddedAreMoney(_ test: TestEngine, _ row: (name: String, cost: Double)) throws {
    let table = try table()
    let result = try PriceEstimator(EstimationSettings(engine: test.engine), input: row.name)
      .estimate(table, [CostShock(sector: "a", change: 0.1)])
    let inverse = LeontiefOracle.inverse(of: table)
    // Observed: 1.4e-16.
    #expect(relativeDifference(result.prices, [row.cost * inverse[0][0], row.cost * inverse[0][1]]) < 1e-15)
    #expect(result.checks.count == 1 && result.checks.allSatisfy(\.holds), "\(result.checks)")
  }

  @Test func jobsHaveNoPrice() throws {
    let error = #expect(throws: EstimationError.self) {
      try PriceEstimator(EstimationSettings(engine: TestEngines.swift), input: "employment")
        .estimate(table(), [CostShock(sector: "a", change: 0.1)])
    }
    let known = "value_added, compensation, imports, labour_1, labour_2, primary_inputs"
    #expect(
      error?.description == "row employment is not in money, so that it cannot become dearer; name one of \(known)")
  }

  @Test func aRowThatIsNotThereIsSaidSo() throws {
    let error = #expect(throws: EstimationError.self) {
      try PriceEstimator(EstimationSettings(engine: TestEngines.swift), input: "oil")
        .estimate(table(), [CostShock(sector: "a", change: 0.1)])
    }
    #expect(error?.description.contains("has no row oil") == true, "\(String(describing: error))")
  }

  /// Money a unit of money has no unit; jobs have.
  @Test func multipliersOfParts() throws {
    let result = try MultiplierEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(table())
    let units = Dictionary(uniqueKeysWithValues: result.measures.map { ($0.name, $0.unit) })
    #expect(units["compensation"] == "1" && units["labour_1"] == "1" && units["imports"] == "1")
    #expect(units["employment"]?.hasPrefix("per ") == true)
  }
}
