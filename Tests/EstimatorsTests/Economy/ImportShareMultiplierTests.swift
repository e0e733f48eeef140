import Aggregation
import Estimators
import MatrixCore
import Tables
import TestSupport
import Testing

/// Multipliers of a table that has domestic and imported flows apart, of the two together, and of their domestic part by shares.
@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct ImportShareMultiplierTests {
  private func mean(_ table: borrowing InputOutputTable, _ settings: EstimationSettings) throws -> Double {
    let multipliers = try MultiplierEstimator(settings).estimate(table)
    return try #require(multipliers["output"]).multipliers.compensatedSum() / Double(table.sectorCount)
  }

  /// India 2011, means of output multipliers by NumPy's inverses.
  @Test(arguments: TestEngines.all) func india(_ test: TestEngine) throws {
    let id = "wiod2013nat_IND_2011"
    let settings = EstimationSettings(engine: test.engine)
    // The figures have 16 digits.
    let apart = try mean(SharedTables.read(id), settings)
    #expect(relativeDifference(apart, 1.6841080518870553) < 1e-13)
    let total = try SharedTables.totalFlows(id)
    let refused = #expect(throws: EstimationError.self) { try MultiplierEstimator(settings).estimate(total) }
    #expect(refused?.description.contains("--import-shares takes imports out") == true)
    let domestic = try total.domesticByImportShares()
    let byShares = try mean(domestic, settings)
    #expect(relativeDifference(byShares, 1.7180706243428077) < 1e-13)
    let remarks = try MultiplierEstimator(settings).estimate(domestic).presentation.remarks
    #expect(remarks.contains { $0.contains("import shares") })
    let technological = EstimationSettings(engine: test.engine, totalFlows: .technological)
    let together = try mean(total, technological)
    #expect(relativeDifference(together, 1.9968914791121932) < 1e-13)
  }
}
