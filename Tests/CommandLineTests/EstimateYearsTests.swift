import Foundation
import Leontief
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

  private func number(_ row: [String: Any], _ column: String) throws -> Double {
    try #require(row[column] as? Double, "no figure in \(column) of \(row.keys.sorted())")
  }

  @Test func multipliersOfTwoYears() throws {
    let both = try rows(["multipliers", table(1995), table(2011)], "multipliers_by_year")
    let (first, last) = (
      try rows(["multipliers", table(1995)], "multipliers"), try rows(["multipliers", table(2011)], "multipliers")
    )
    #expect(both.count == 35 && first.count == 35 && last.count == 35)
    for measure in ["output", "value_added"] {
      for k in 0..<35 {
        let (old, new) = (try number(first[k], measure), try number(last[k], measure))
        #expect(try number(both[k], "\(measure)_1995") == old && number(both[k], "\(measure)_2011") == new)
        // Documents are read to a unit in the last place.
        #expect(abs(try number(both[k], "\(measure)_change") - (new - old)) < 1e-15)
      }
    }
  }

  /// A study of years names their tables; its deflators are of no concern. A study of one year holds for all.
  @Test func theStudysYears() throws {
    let study = "\(data)/../Studies/india_1995_2011.yaml"
    let groups = try rows(["multipliers", "--study", study], "groups_by_year")
    let weights = ["final demand", "output", "digital sectors merged", "table of two sectors"]
    #expect(groups.map { $0["weight"] as? String ?? "" } == weights)
    for row in groups { for year in [1995, 2000, 2005, 2011] { #expect(try number(row, "digital_\(year)") > 1) } }
    let folder = try TemporaryFolder()
    let plain = try folder.write("digital: {t: [c27]}", to: "plain.yaml")
    let two = try rows(["multipliers", table(1995), table(2011), "--study", plain], "groups_by_year")
    #expect(two.map { $0["weight"] as? String ?? "" } == weights)
    // Both studies take post and telecommunications.
    #expect(try number(two[0], "digital_1995") == number(groups[0], "digital_1995"))
    let one = try rows(["multipliers", table(1995), "--study", plain], "groups")
    #expect(try number(two[0], "digital_1995") == number(one[0], "digital"))
    let beside = try ToolRun(["estimate", "multipliers", table(1995), "--study", study, "--quiet"])
    #expect(beside.status == 3 && beside.errors.contains("the study names the tables of its years"), "\(beside.errors)")
  }

  @Test func rolesOfTwoYears() throws {
    let both = try rows(["linkages", table(1995), table(2011)], "linkages_by_year")
    let last = try rows(["linkages", table(2011)], "linkages")
    let roles = try last.map { try #require($0["role"] as? String) }
    #expect(roles.count == 35 && Set(roles) == ["key", "backward", "forward", "weak"])
    #expect(try both.map { try #require($0["role_2011"] as? String) } == roles)
    #expect(both[0].keys.contains("forward_ghosh_change") && !both[0].keys.contains("role_change"))
  }

  /// A table that states no year is of the year under which a study names it; by itself among several it is refused.
  @Test func aStudyDatesItsTables() throws {
    let folder = try TemporaryFolder()
    for (name, factor) in [("early", 1.0), ("late", 2.0)] {
      var table = try ReferenceTables.germany1995()
      table.finalDemand[0, 0] *= factor
      try WriterRegistry.standard.write(table, to: folder.file(name), options: WriteOptions(existing: .refused))
    }
    let years = "years:\n  - {year: 2001, table: early}\n  - {year: 2004, table: late}\n"
    let study = try folder.write("digital: {t: [bus]}\n\(years)", to: "s.yaml")
    let groups = try rows(["multipliers", "--study", study], "groups_by_year")
    #expect(try number(groups[0], "digital_2001") == number(groups[0], "digital_2004"))
    let run = try ToolRun(["estimate", "multipliers", "--study", study, "--json", "-"])
    let estimate = try #require(try run.json()["estimate"] as? [String: Any])
    let remarks = try #require(estimate["remarks"] as? [String])
    #expect(remarks.prefix(2) == ["2001: germany_1995, 6 sectors", "2004: germany_1995, 6 sectors"], "\(remarks)")
    let named = try ToolRun(["estimate", "multipliers", folder.file("early"), folder.file("late"), "--quiet"])
    let sentence = "early states no year; several tables need theirs: year in meta.json, or a study whose 'years' name them"
    #expect(named.status == 3 && named.errors.contains(sentence), "\(named.errors)")
  }

  /// Tables of other classifications have no sector in common: what stands beside nothing is said.
  @Test(arguments: ["multipliers", "linkages"]) func tablesWithoutACommonSector(_ what: String) throws {
    let run = try ToolRun(["estimate", what, table(1995), "\(data)/wiod2016nat_IND_2014", "--json", "-", "--engine", "swift"])
    #expect(run.status == 0, "\(run.errors)")
    let estimate = try #require(try run.json()["estimate"] as? [String: Any])
    let remarks = try #require(estimate["remarks"] as? [String])
    let sentence = "nothing of 2014 stands beside 1995, since no row has the same"
    #expect(remarks.contains { $0.contains(sentence) }, "\(remarks)")
    let alike = try ToolRun(["estimate", what, table(1995), table(2011), "--json", "-", "--engine", "swift"])
    #expect(alike.status == 0 && !alike.output.contains("stands beside"))
  }

  @Test func whatIsRefused() throws {
    let cases: [([String], Int32, String)] = [
      (["multipliers"], 2, "no table is named"), (["multipliers", "--tables", "x"], 2, "--tables needs --study"),
      (["linkages", table(2011), table(1995)], 2, "is of 1995 and follows one of 2011"),
      (["multipliers", table(1995), "\(data)/wiod2016nat_IND_2014"], 0, ""),
      (
        ["multipliers", "\(data)/wiod2016nat_IND_2014", "--study", "\(data)/../Studies/india_1995_2011.yaml"], 3,
        "india_1995_2011.yaml: line 14: the study names the tables of its years; name none beside it, or take 'years' out ("
          + "\(data)/wiod2016nat_IND_2014 is of 2014, which is none of them; nearest are 2011, 2005, 2000)"
      ),
    ]
    for (arguments, status, text) in cases {
      let run = try ToolRun(["estimate"] + arguments + ["--quiet", "--engine", "swift"])
      #expect(run.status == status && (text.isEmpty || run.errors.contains(text)), "\(arguments): \(run.errors)")
    }
  }
}
