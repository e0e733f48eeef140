import Foundation
import TestSupport
import Testing

/// `study new`, `definitions` and what studies by definition and revenue print.
@Suite struct NewStudyTests {
  private let folder: TemporaryFolder
  private let data = MainJobTests.data

  init() throws { folder = try TemporaryFolder() }

  private func share(_ run: ToolRun) throws -> Double {
    #expect(run.status == 0, "\(run.errors)")
    let digital = try #require(try run.json()["digital"] as? [String: Any])
    return try #require((digital["share_of_gva"] as? NSNumber)?.doubleValue)
  }

  @Test func indiasStudyRunsAsItIs() throws {
    let (table, out) = ("\(data)/wiod2016nat_IND_2014", folder.file("new.yaml"))
    let made = try ToolRun(["study", "new", table, "--out", out])
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.hasPrefix("recognised as WIOD-56 (map-wiod56): 56 of 56 codes"))
    #expect(made.output.contains("left out: J58 Publishing activities, which has no output"))
    #expect(made.output.hasSuffix("run it: leontief estimate digital \(table) --study \(out)\n"))
    // The sectors of the bundled study, and so its figure (by NumPy).
    let run = try ToolRun(["estimate", "digital", table, "--study", out, "--json", "-", "--engine", "swift"])
    #expect(relativeDifference(try share(run), 0.05794329848254435) < 1e-12)
    let again = try ToolRun(["study", "new", table, "--out", out])
    #expect(again.status == 3 && again.errors.contains("--overwrite"))
    #expect(try ToolRun(["study", "new", table, "--out", out, "--overwrite", "--quiet"]).status == 0)
  }

  @Test func severalTablesAreATrend() throws {
    let tables = [2000, 1995, 2011].map { "\(data)/wiod2013nat_IND_\($0)" }
    let out = folder.file("trend.yaml")
    let made = try ToolRun(["study", "new"] + tables + ["--out", out, "--json", "-"])
    #expect(made.status == 0, "\(made.errors)")
    #expect(try made.json()["definition"] as? String == "adb-2021")
    let run = try ToolRun(["estimate", "trend", out, "--json", "-", "--engine", "swift"])
    #expect(run.status == 0, "\(run.errors)")
    let tablesOfResult = (try run.json()["estimate"] as? [String: Any])?["tables"] as? [String: [String: Any]]
    #expect((tablesOfResult?["years"]?["rows"] as? [[String: Any]])?.map { $0["year"] as? Int } == [1995, 2000, 2011])
    try expectFailure(
      3, "\(tables[0]) and \(tables[0]) are both of 2000; give one a year",
      ["study", "new", tables[0], tables[0], "--out", folder.file("x.yaml")])
    #expect(try folder.names() == ["trend.yaml"])
  }

  /// The first table's sectors must be those of all.
  @Test func tablesOfOtherSectorsAreRefused() throws {
    let (india, germany) = ("\(data)/wiod2016nat_IND_2014", "\(data)/germany_1995")
    try expectFailure(
      3,
      "\(germany) lacks sector C26 and 2 more that the study takes of \(india); give tables of one classification and the same "
        + "regions",
      ["study", "new", india, germany, "--out", folder.file("x.yaml"), "--quiet"])
    #expect(try folder.names().isEmpty)
  }

  /// A name is a file's where it has a folder or an ending, whatever lies beside it.
  @Test func aFolderHidesNoDefinition() throws {
    let table = "\(data)/wiod2016nat_IND_2014"
    // "Sources" is a folder where the tests run.
    let folder = try ToolRun(["estimate", "digital", table, "--definition", "Sources", "--quiet"])
    #expect(folder.status == 3 && folder.errors.hasPrefix("leontief: there is no definition Sources;"), "\(folder.errors)")
    let file = try ToolRun(["estimate", "digital", table, "--definition", "nowhere.yaml", "--quiet"])
    #expect(file.status == 3 && file.errors.hasPrefix("leontief: nowhere.yaml: cannot read"), "\(file.errors)")
  }

  @Test func aDefinitionWithoutAStudy() throws {
    let table = "\(data)/wiod2016nat_IND_2014"
    let run = try ToolRun(["estimate", "digital", table, "--definition", "adb-2021", "--json", "-", "--engine", "swift"])
    #expect(relativeDifference(try share(run), 0.05794329848254435) < 1e-12)
    let both = try ToolRun(["estimate", "digital", table, "--definition", "adb-2021", "--study", "s.yaml"])
    #expect(both.status == 2 && both.errors.contains("Give one of --study and --definition"))
    try expectFailure(
      3, "there is no definition adb; 'leontief definitions' lists them",
      ["estimate", "digital", table, "--definition", "adb", "--quiet"])
  }

  @Test func disruptedSectorsOfADefinitionAreNamed() throws {
    let study = try folder.write("digital: {definition: adb-2021}\ndisrupted: {definition: aeg-2019-disrupted}", to: "s.yaml")
    let run = try ToolRun(["estimate", "digital", "\(data)/wiod2016nat_IND_2014", "--study", study, "--engine", "swift"])
    // Both are in sector I.
    #expect(
      run.output.contains("(with land transport, accommodation, food and beverage serving, motion picture"), "\(run.output)")
  }

  @Test(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
  func aTableWithoutValueAdded() throws {
    let out = folder.file("world.yaml")
    let table = SharedTables.table("wiod2013_2011")
    let made = try ToolRun(["study", "new", table, "--out", out])
    #expect(
      made.output.contains("the table has no value added") && made.output.contains("leontief estimate digital-world \(table)"))
    let run = try ToolRun(["estimate", "digital-world", table, "--study", out, "--quiet", "--engine", "swift"])
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func definitionsAreListedAndPrinted() throws {
    let list = try ToolRun(["definitions"])
    #expect(list.status == 0 && list.output.split(separator: "\n").count == 19)
    #expect(list.output.contains("aeg-2019-disrupted     unverified  ISIC Rev. 4"))
    let one = try ToolRun(["definitions", "oecd-ict"])
    #expect(one.output.hasPrefix("id: oecd-ict\n") && one.output.contains("9512"))
    // What is printed is a definition of one's own.
    let mine = try folder.write(one.output, to: "mine.yaml")
    let study = try folder.write("digital: {definition: mine.yaml}", to: "s.yaml")
    let table = "\(data)/wiod2016nat_IND_2014"
    let runs = try [["--study", study], ["--definition", mine], ["--definition", "oecd-ict"]].map {
      try share(ToolRun(["estimate", "digital", table, "--json", "-", "--engine", "swift"] + $0))
    }
    #expect(runs[0] == runs[1] && runs[1] == runs[2])
    try expectFailure(
      3, "there is no definition oecd-itc; nearest are oecd-ict, oecd36, oecd45; 'leontief definitions' lists them",
      ["definitions", "oecd-itc"])
  }

  @Test func sharesByRevenueAreShownWithTheirSource() throws {
    try folder.write("code,revenue,unit,source\nj.d,30,million EUR,A\nj.o,70,million EUR,A\n", to: "r.csv")
    let study = try folder.write(
      """
      split:
        - {sector: CPA_J-N, revenues: r.csv, into: [{code: j.d}, {code: j.o}]}
      digital: {services: [j.d]}
      """, to: "s.yaml")
    let arguments = ["estimate", "digital", "\(data)/germany_1995", "--study", study, "--engine", "swift"]
    let text = try ToolRun(arguments)
    #expect(text.output.contains("\n  j.d (A)          30 million EUR  30.00 %\n"), "\(text.output)\(text.errors)")
    let document = try ToolRun(arguments + ["--json", "-"]).json()
    let revenues = try #require((document["digital"] as? [String: Any])?["revenues"] as? [[String: Any]])
    #expect(revenues[0]["shares"] as? [Double] == [0.3, 0.7] && revenues[0]["source"] as? String == "A")
    #expect((document["inputs"] as? [[String: Any]])?.contains { ($0["path"] as? String)?.hasSuffix("r.csv") == true } == true)
  }

  @Test func nothingIsWrittenForATableThatSaysNothing() throws {
    let table = folder.file("table.csv")
    let made = try ToolRun(["split", "\(data)/germany_1995", "--study", "\(data)/germany_1995.yaml", "--out", table, "--quiet"])
    #expect(made.status == 0, "\(made.errors)")
    let text = try String(contentsOfFile: table, encoding: .utf8)
    try text.replacing("CPA_", with: "q").write(toFile: table, atomically: true, encoding: .utf8)
    let run = try ToolRun(["study", "new", table, "--out", folder.file("s.yaml")])
    #expect(run.status == 3 && run.errors.contains("is known by its code or its name"), "\(run.output)\(run.errors)")
    #expect(try folder.names() == ["table.csv"])
  }
}
