import Estimators
import Tables
import TestSupport
import Testing

/// Starting studies: they run as they are, and say what was not matched.
@Suite struct StudyDraftTests {
  private func draft(_ table: borrowing InputOutputTable, _ set: String = "adb-2021", regions: [String] = []) throws -> StudyDraft
  {
    try StudyDraft(table, #require(try DefinitionCatalogue.entry(set).definition.activities), regions: regions)
  }

  /// The study's own sectors, from its text.
  private func digital(_ draft: StudyDraft) throws -> [[String]] {
    try StudyFile(text: draft.text(), path: "new.yaml").study.digital.map(\.codes)
  }

  @Test func codesThatSayWhatTheyHold() throws {
    let table = try StudyDefinitionTests.table(StudyDefinitionTests.divisions, inactive: ["J58"])
    let draft = try draft(table)
    #expect(draft.recognition == "no built-in classification; 11 of 11 codes name divisions or sections of ISIC Rev. 4")
    #expect(try digital(draft) == [["C26"], ["J62_J63"], ["J61"]])
    #expect(draft.findings.contains("left out: J58 Sector J58, which has no output"))
    #expect(
      draft.findings.contains { $0 == "hardware: C26 Sector C26, holds ISIC Rev. 4 2620, 2680 (22 % of its classes) and more" })
    let study = try StudyFile(text: draft.text(), path: "new.yaml")
    let result = try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(table, study: study)
    #expect(result.terms.total > 0 && study.study.notes.count == 2)
    // A title cannot break out of its line.
    #expect(study.study.title == "Core digital economy: made \"table\" # of codes")
  }

  @Test func regionsAreNamed() throws {
    let table = try StudyDefinitionTests.table(StudyDefinitionTests.wiod35, regions: ["A", "B"])
    #expect(try digital(draft(table)) == [["A/c27", "B/c27"]])
    #expect(try digital(draft(table, regions: ["B"])) == [["B/c27"]])
    #expect(throws: EstimationError.noRegion("C", regions: ["A", "B"])) { try draft(table, regions: ["C"]) }
  }

  @Test func severalYears() throws {
    let text = try draft(StudyDefinitionTests.table(StudyDefinitionTests.divisions)).text(years: [(2000, "a b"), (2005, "/c")])
    let trend = try TrendFile(text: text, path: "new.yaml").trend
    #expect(trend.years.map(\.year) == [2000, 2005] && trend.years.map(\.table) == ["a b", "/c"])
  }

  /// Without codes of ISIC the names decide; without names nothing can be written.
  @Test func namesDecideLast() throws {
    var table = try ReferenceTables.table(
      codes: ["1", "2", "3"], flows: [[1, 1, 1], [1, 1, 1], [1, 1, 1]], demand: [[7], [7], [7]], output: [10, 10, 10],
      valueAdded: [7, 7, 7])
    #expect(throws: EstimationError.study(.noMatch(table: "test", definition: "adb-2021"))) { try draft(table) }
    let names = ["Paddy", "Communication services", "Computer related services"]
    table.sectors = try SectorIndex(zip(["1", "2", "3"], names).map { SectorLabel(region: "R", code: $0, name: $1) })
    let named = try draft(table)
    #expect(named.recognition.hasPrefix("no built-in classification and no codes"))
    // "computer related", not "computer": no hardware.
    #expect(
      try StudyFile(text: named.text(), path: "n.yaml").study.digital.map(\.name) == [
        "telecommunications", "specialised and support services",
      ])
    #expect(try digital(named) == [["2"], ["3"]])
  }

  @Test func aUsersOwnSetByCodes() throws {
    let table = try StudyDefinitionTests.table(["x", "y", "no"])
    let set = ActivitySet(
      id: "mine", title: "", scheme: "my codes", standing: .unverified, source: "",
      groups: [.init(name: "a: b", activities: [.init(code: "no"), .init(code: "q")])])
    let draft = try StudyDraft(table, set)
    #expect(try digital(draft) == [["no"]] && draft.findings.last == "in no sector: my codes q")
  }
}

/// On real tables: what is recognised, taken and estimated.
@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct SharedDraftTests {
  static let tables: [(id: String, recognised: String, taken: [[String]])] = [
    ("wiod2016nat_IND_2014", "WIOD-56 (map-wiod56): 56 of 56 codes, 56 with the same name", [["C26"], ["J62_J63"], ["J61"]]),
    ("wiod2013nat_IND_2011", "WIOD-35 (map-wiod35): 35 of 35 codes, 35 with the same name", [["c27"]]),
    ("adb_IDN_2019", "ADB-35 (map-adb35): 35 of 35 codes, 35 with the same name", [["c27"]]),
    ("oecd2018nat_DEU_2014", "OECD-36 (map-oecd36): 36 of 36 codes, 36 with the same name", [["D26"], ["D62T63"], ["D61"]]),
    // The largest part, however small: no sector of six holds a fifth.
    ("germany_1995", "no built-in classification; 6 of 6 codes name divisions or sections of ISIC Rev. 4", [["CPA_J-N"]]),
    (
      "india_mospi_2015_16", "no built-in classification and no codes of ISIC Rev. 4; sectors were found by words in their names",
      []
    ),
  ]

  @Test(arguments: tables) func runsAsItIs(_ id: String, _ recognised: String, _ taken: [[String]]) throws {
    let table = try SharedTables.read(id)
    let set = try #require(try DefinitionCatalogue.entry("adb-2021").definition.activities)
    let draft = try StudyDraft(table, set)
    #expect(draft.recognition == recognised)
    let file = try StudyFile(text: draft.text(), path: "new.yaml")
    if !taken.isEmpty { #expect(file.study.digital.map(\.codes) == taken) }
    for test in TestEngines.all {
      let result = try DigitalEconomyEstimator(EstimationSettings(engine: test.engine)).estimate(table, study: file)
      for check in result.checks { #expect(check.holds, "\(test): \(check)") }
      let share = try #require(result.share)
      #expect(share > 0 && share < 1)
    }
  }

  @Test func everyRegionOfAMultiRegionalTable() throws {
    let table = try SharedTables.read("wiodlr_2000")
    let set = try #require(try DefinitionCatalogue.entry("adb-2021").definition.activities)
    let draft = try StudyDraft(table, set)
    #expect(draft.recognition == "LR-WIOD-23 (map-wiodlr23): 23 of 23 codes, 23 with the same name")
    let file = try StudyFile(text: draft.text(), path: "new.yaml")
    #expect(file.study.digital.map(\.codes.count) == [26])
    let result = try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(table, study: file)
    for check in result.checks { #expect(check.holds, "\(check)") }
  }
}
