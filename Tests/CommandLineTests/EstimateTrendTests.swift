import Foundation
import TestSupport
import Testing

/// `estimate trend` on India's tables, and what it refuses.
@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct EstimateTrendTests {
  private let root = SharedTables.root ?? ""

  private func study(_ folder: borrowing TemporaryFolder, _ change: (String) -> String = { $0 }) throws -> String {
    let years = [1995, 2000, 2005, 2011].map { year in
      "  - {year: \(year), table: \(root)/tables/wiod2013nat_IND_\(year)\(year > 2009 ? ", constant_prices: false" : "")}"
    }
    let text = """
      title: India
      digital: {telecommunications: [c27], equipment: [c14]}
      deflators:
        file: \(root)/satellites/wiod_sea_IND_GO_P.csv
        base_year: 2000
        exchange_rates: \(root)/satellites/india_inr_per_usd_implied.csv
      years:
      \(years.joined(separator: "\n"))
      """
    let path = "\(folder.path)/study.yaml"
    try change(text).write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test func india() throws {
    let folder = try TemporaryFolder()
    let run = try ToolRun(["estimate", "trend", study(folder), "--json", "-", "--engine", "swift"])
    #expect(run.status == 0, "\(run.errors)")
    let estimate = try #require(try run.json()["estimate"] as? [String: Any])
    let tables = try #require(estimate["tables"] as? [String: [String: Any]])
    let years = try #require(tables["years"]?["rows"] as? [[String: Any]])
    #expect(years.count == 4 && years[3]["constant_share"] is NSNull)
    // At the base year's prices the base year is itself.
    let base = years[1]
    let (nominal, real) = (base["digital"] as? NSNumber, base["constant_digital"] as? NSNumber)
    #expect(relativeDifference(try #require(nominal).doubleValue, try #require(real).doubleValue) < 1e-12)
    // Post and telecommunications became cheaper than the rest: in volume the digital economy grows faster.
    let growth = try #require(tables["growth"]?["rows"] as? [[String: Any]])
    #expect(growth.count == 4)
    #expect(try #require(growth[1]["volume"] as? NSNumber).doubleValue > #require(growth[1]["value"] as? NSNumber).doubleValue)
  }

  @Test func deflatorsThatDoNotReachAYear() throws {
    let folder = try TemporaryFolder()
    let path = try study(folder) { $0.replacingOccurrences(of: ", constant_prices: false", with: "") }
    let run = try ToolRun(["estimate", "trend", path])
    #expect(run.status == 3)
    #expect(run.errors.contains("line 11:") && run.errors.contains("no exchange rate") == false)
    #expect(run.errors.contains("has no deflator above zero of IND/c1 for 2011"))
  }

  @Test func aTableThatIsNotThere() throws {
    let folder = try TemporaryFolder()
    let path = try study(folder) { $0.replacingOccurrences(of: "IND_2005", with: "IND_2006") }
    let run = try ToolRun(["estimate", "trend", path])
    #expect(run.status == 3)
    #expect(run.errors.contains("IND_2006"))
  }
}
