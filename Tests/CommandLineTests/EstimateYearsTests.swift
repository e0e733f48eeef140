import Foundation
import TestSupport
import Testing

/// Multipliers and linkages of several years side by side.
@Suite struct EstimateYearsTests {
  private let data = MainJobTests.data

  private func table(_ year: Int) -> String { "\(data)/wiod2013nat_IND_\(year)" }

  /// The rows of a result's table.
  private func rows(_ arguments: [String], _ name: String) throws -> [[String: Any]] {
    let run = try ToolRun(["estimate"] + arguments + ["--json", "-", "--engine", "swift"])
    #expect(run.status == 0, "\(run.errors)")
    let estimate = try #require(try run.json()["estimate"] as? [String: Any])
    let tables = try #require(estimate["tables"] as? [String: [String: Any]])
    return try #require(tables[name]?["rows"] as? [[String: Any]])
  }

  @Test func multipliersOfTwoYears() throws {
    let both = try rows(["multipliers", table(1995), table(2011)], "multipliers_by_year")
    let (first, last) = (
      try rows(["multipliers", table(1995)], "multipliers"), try rows(["multipliers", table(2011)], "multipliers")
    )
    #expect(both.count == 35)
    for measure in ["output", "value_added"] {
      for k in 0..<35 {
        let (old, new) = (first[k][measure] as? Double, last[k][measure] as? Double)
        #expect(both[k]["\(measure)_1995"] as? Double == old && both[k]["\(measure)_2011"] as? Double == new)
        let change = try #require(both[k]["\(measure)_change"] as? Double)
        // Documents are read to a unit in the last place.
        #expect(abs(change - (try #require(new) - #require(old))) < 1e-15)
      }
    }
  }

  /// A study of years names their tables; its deflators are of no concern. A study of one year holds for all.
  @Test func theStudysYears() throws {
    let study = "\(data)/../Studies/india_1995_2011.yaml"
    let groups = try rows(["multipliers", "--study", study], "groups_by_year")
    #expect(groups.map { $0["weight"] as? String }.count == 4 && groups[0].keys.contains("digital_2000"))
    let folder = try TemporaryFolder()
    let plain = try folder.write("digital: {t: [c27]}", to: "plain.yaml")
    let two = try rows(["multipliers", table(1995), table(2011), "--study", plain], "groups_by_year")
    #expect(two[0]["digital_1995"] as? Double == groups[0]["digital_1995"] as? Double)
    let beside = try ToolRun(["estimate", "multipliers", table(1995), "--study", study, "--quiet"])
    #expect(beside.status == 3 && beside.errors.contains("the study names the tables of its years"), "\(beside.errors)")
  }

  @Test func rolesOfTwoYears() throws {
    let both = try rows(["linkages", table(1995), table(2011)], "linkages_by_year")
    let last = try rows(["linkages", table(2011)], "linkages")
    #expect(both.map { $0["role_2011"] as? String } == last.map { $0["role"] as? String })
    #expect(both[0].keys.contains("forward_ghosh_change") && !both[0].keys.contains("role_change"))
  }

  @Test func whatIsRefused() throws {
    let cases: [([String], Int32, String)] = [
      (["multipliers"], 2, "no table is named"), (["multipliers", "--tables", "x"], 2, "--tables needs --study"),
      (["linkages", table(2011), table(1995)], 2, "is of 1995 and follows one of 2011"),
      (["multipliers", table(1995), "\(data)/wiod2016nat_IND_2014"], 0, ""),
    ]
    for (arguments, status, text) in cases {
      let run = try ToolRun(["estimate"] + arguments + ["--quiet", "--engine", "swift"])
      #expect(run.status == status && (text.isEmpty || run.errors.contains(text)), "\(arguments): \(run.errors)")
    }
  }
}
