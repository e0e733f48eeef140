import Estimators
import MatrixCore
import Tables
import TestSupport
import Testing

/// Digital shares of a supply and use table, by hand.
@Suite struct DigitalSupplyUseTests {
  private func labels(_ prefix: String, _ count: Int) throws -> SectorIndex {
    try SectorIndex((0..<count).map { SectorLabel(region: "R", code: "\(prefix)\($0)", name: "") })
  }

  private func table(valueAdded: [Double]? = [68, 95, 0]) throws -> SupplyUseTable {
    SupplyUseTable(
      commodities: try labels("c", 2), industries: try labels("i", 3), use: try Matrix([[12, 8, 0], [10, 7, 0]]),
      make: try Matrix([[90, 0], [10, 100], [0, 0]]), demand: [DemandCategory(region: "R", category: "all")],
      finalDemand: try Matrix([[80], [83]]), valueAdded: valueAdded)
  }

  @Test func shares() throws {
    let result = try DigitalSupplyUse(table(), commodities: ["c0"], industries: ["R/i1"])
    #expect(result.digitalOutput == [90, 10, 0] && result.shares == [1, 10.0 / 110, nil])
    #expect(result.shareOfOutput == 0.5 && result.industryShareOfOutput == 0.55)
    #expect(relativeDifference(try #require(result.shareOfValueAdded), (68 + 95.0 / 11) / 163) < 1e-15)
    #expect(relativeDifference(try #require(result.industryShareOfValueAdded), 95.0 / 163) < 1e-15)
    #expect(result.remarks.isEmpty)
    // The parts of an industry sum to it.
    let other = try DigitalSupplyUse(table(), commodities: ["c1"])
    for j in 0..<2 { #expect(abs((result.shares[j] ?? 0) + (other.shares[j] ?? 0) - 1) < 1e-15) }
    #expect(other.industryShareOfOutput == nil)
  }

  @Test func withoutValueAddedAndWithoutNames() throws {
    let result = try DigitalSupplyUse(table(valueAdded: nil), commodities: [])
    #expect(result.shareOfValueAdded == nil && result.shareOfOutput == 0)
    #expect(throws: EstimationError.self) { try DigitalSupplyUse(table(), commodities: ["c7"]) }
  }
}
