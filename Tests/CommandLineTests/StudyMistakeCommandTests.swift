import Foundation
import TestSupport
import Testing

/// Mistakes of studies that only a command finds, since only it reads the files they name: refused with the study's line.
@Suite struct StudyMistakeCommandTests {
  private let folder: TemporaryFolder
  private let data = MainJobTests.data

  init() throws { folder = try TemporaryFolder() }

  private func trend(_ change: (String) -> String) throws -> (path: String, run: ToolRun) {
    let text = """
      digital: {telecommunications: [c27]}
      years:
        - {year: 1995, table: \(data)/wiod2013nat_IND_1995}
        - {year: 2000, table: \(data)/wiod2013nat_IND_2000}
      deflators:
        base_year: 2000
        file: \(data)/satellites/wiod_sea_IND_GO_P.csv
        exchange_rates: \(data)/satellites/india_inr_per_usd_implied.csv
      """
    let path = try folder.write(change(text), to: "s.yaml")
    return (path, try ToolRun(["estimate", "trend", path, "--quiet", "--engine", "swift"]))
  }

  @Test func theStudyWithoutAMistakeRuns() throws {
    let (_, run) = try trend { $0 }
    #expect(run.status == 0, "\(run.errors)")
  }

  static let mistakes: [(String, String, String)] = [
    (
      "IND_2000}", "IND_2001}", "line 4: there is no table DATA/wiod2013nat_IND_2001 for 2000; nearest are wiod2013nat_IND_2000, "
    ),
    (", table: DATA/wiod2013nat_IND_1995", "", "line 3: year 1995 has no table; add the key 'table'"),
    ("implied.csv", "implied.cs", "line 8: DATA/satellites/india_inr_per_usd_implied.cs: cannot open"),
    (
      "base_year: 2000", "base_year: 1980",
      "line 3: there is no exchange rate above zero for 1995 or the base year 1980; nearest are 1995, 1996, 1997"
    ),
    (
      "2000, table: DATA/wiod2013nat_IND_2000", "2011, table: DATA/wiod2013nat_IND_2011",
      "line 4: DATA/satellites/wiod_sea_IND_GO_P.csv has no deflator above zero of IND/c1 for 2011 or the base year 2000; nearest "
        + "are 2009, 2008, 2007; 'constant_prices: false'"
    ),
    (
      "satellites/wiod_sea_IND_GO_P.csv", "satellites/wiod_sea_IND_GO_Q.csv",
      "line 7: DATA/satellites/wiod_sea_IND_GO_Q.csv: cannot open"
    ),
    ("[c27]", "[c72]", "line 1: sector c72 is not in the table; nearest are c12, c2, c22"),
    ("wiod2013nat_IND_2000", "wiod2013nat_IND_2005", "line 4: the table of 2000, DATA/wiod2013nat_IND_2005, is of 2005"),
    ("wiod2013nat_IND_2000", "germany_1995", "line 4: the unit of DATA/germany_1995 is 'million EUR"),
  ]

  @Test(arguments: mistakes) func isRefused(_ right: String, _ wrong: String, _ sentence: String) throws {
    let (right, wrong) = (right.replacing("DATA", with: data), wrong.replacing("DATA", with: data))
    let (path, run) = try trend { $0.replacing(right, with: wrong) }
    #expect(run.status == 3)
    let expected = "leontief: \(path): \(sentence.replacing("DATA", with: data))"
    #expect(run.errorLines.last?.hasPrefix(expected) == true, "\(run.errors)")
  }

  /// A table of another country under a year of the study: refused by its line, and by name where no study names the tables.
  @Test func tablesOfTwoCountries() throws {
    let other = folder.file("other")
    try FileManager.default.copyItem(atPath: "\(data)/wiod2013nat_IND_2000", toPath: other)
    let labels = try String(contentsOfFile: "\(other)/sectors.csv", encoding: .utf8)
    try labels.replacing(",IND,", with: ",IDN,").write(toFile: "\(other)/sectors.csv", atomically: true, encoding: .utf8)
    let cure = "of IDN, the years before of IND; take tables of one economy, or correct the regions of the sectors that are wrong"
    let (path, years) = try trend { $0.replacing("\(data)/wiod2013nat_IND_2000", with: other) }
    #expect(years.status == 3 && years.errorLines.last == "leontief: \(path): line 4: \(other) is \(cure)", "\(years.errors)")
    let study = try ToolRun(["estimate", "multipliers", "--study", path, "--quiet", "--engine", "swift"])
    #expect(study.status == 3 && study.errorLines.last == "leontief: \(path): line 4: \(other) is \(cure)", "\(study.errors)")
    let named = try ToolRun(["estimate", "linkages", "\(data)/wiod2013nat_IND_1995", other, "--quiet", "--engine", "swift"])
    let sentence = "leontief: \(other) is of IDN, the tables before of IND; name tables of one economy"
    #expect(named.status == 3 && named.errorLines.last?.hasPrefix(sentence) == true, "\(named.errors)")
  }

  /// A file of deflators that lacks a sector: its line in the study, and the sectors it has.
  @Test func aSectorWithoutDeflators() throws {
    let series = try String(contentsOfFile: "\(data)/satellites/wiod_sea_IND_GO_P.csv", encoding: .utf8)
    let deflators = try folder.write(series.replacing(",c3,", with: ",c3x,"), to: "p.csv")
    let (path, run) = try trend { $0.replacing("\(data)/satellites/wiod_sea_IND_GO_P.csv", with: deflators) }
    let sentence = "\(deflators) has no deflator above zero of IND/c3 for 1995 or the base year 2000; nearest are c1, c13, c2;"
    #expect(run.status == 3)
    #expect(run.errorLines.last?.hasPrefix("leontief: \(path): line 3: \(sentence)") == true, "\(run.errors)")
  }

  /// Estimates of the study's years by other commands refuse tables that disagree by the same line.
  @Test(arguments: ["multipliers", "digital-world"]) func unitsThatDisagree(_ what: String) throws {
    let text = """
      digital: {telecommunications: [c27]}
      years:
        - {year: 1995, table: \(data)/germany_1995}
        - {year: 2000, table: \(data)/wiod2013nat_IND_2000}
      """
    let path = try folder.write(text, to: "u.yaml")
    let run = try ToolRun(["estimate", what, "--study", path, "--quiet", "--engine", "swift"])
    #expect(run.status == 3)
    let sentence = "line 4: the unit of \(data)/wiod2013nat_IND_2000 is 'million USD"
    #expect(run.errors.hasPrefix("leontief: \(path): \(sentence)"), "\(run.errors)")
  }

  @Test func splitsHaveLinesToo() throws {
    let path = try folder.write("digital: {a: [x]}\nsplit:\n  - {sector: CPA_X, into: [{code: x, share: 1}]}", to: "s.yaml")
    let run = try ToolRun(["split", "\(data)/germany_1995", "--study", path, "--out", folder.file("out"), "--quiet"])
    #expect(run.status == 3)
    #expect(run.errors.hasPrefix("leontief: \(path): line 3: sector CPA_X is not in the table; nearest are CPA_A, CPA_F"))
  }

  @Test func jobsOfIndustriesThatAreNotThere() throws {
    try folder.write("code,2009,2019\nc27,3,4\n", to: "jobs.csv")
    let text = "counts:\n  file: jobs.csv\n  years: [2009, 2018]\n  sets:\n    core: [c28]"
    let path = try folder.write(text, to: "s.yaml")
    let run = try ToolRun(["estimate", "jobs", path])
    #expect(
      run.errors == "leontief: \(path): line 5: \(folder.path)/jobs.csv has no industry c28; nearest are c27\n", "\(run.errors)")
    let later = try folder.write(text.replacing("c28", with: "c27"), to: "t.yaml")
    let other = try ToolRun(["estimate", "jobs", later])
    #expect(
      other.errors == "leontief: \(later): line 3: \(folder.path)/jobs.csv has no column 2018; nearest are 2019, 2009\n",
      "\(other.errors)")
  }
}
