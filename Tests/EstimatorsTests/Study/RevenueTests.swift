import Aggregation
import Estimators
import TestSupport
import Testing

/// Shares of splits computed from revenue.
@Suite struct RevenueTests {
  private func study(_ split: String) throws -> Study {
    try StudyFile(text: "digital: {a: [x]}\nsplit:\n  - sector: bus\n\(split)", path: "s.yaml").study
  }

  @Test func oneSource() throws {
    let study = try study(
      """
          unit: million INR
          into:
            - {code: x, name: Digital, revenue: 30, source: A}
            - {code: y, revenue: 90}
      """)
    #expect(study.splits[0].parts == [.init(code: "x", name: "Digital", share: 0.25), .init(code: "y", name: "y", share: 0.75)])
    #expect(study.ranges.isEmpty)
    #expect(
      study.revenues
        == [Study.Revenues(sector: "bus", parts: ["x", "y"], amounts: [30, 90], unit: "million INR", source: "A")])
    #expect(study.revenues[0].shares == [0.25, 0.75])
  }

  /// The mean of the sources' shares, and from the lowest to the highest.
  @Test func severalSources() throws {
    let study = try study(
      """
          into:
            - {code: x, revenue: {A: 1, B: 30}}
            - {code: y, revenue: {A: 3, B: 50}}
      """)
    #expect(study.splits[0].parts.map(\.share) == [0.3125, 0.6875])
    #expect(study.rangesOfSources == ["x": 0.25...0.375, "y": 0.625...0.75] && study.ranges.isEmpty)
    #expect(study.revenues.map(\.source) == ["A", "B"])
  }

  @Test func aRangeOfOnesOwnWins() throws {
    let study = try study("    into: [{code: x, revenue: {A: 1, B: 30}, range: [0.2, 0.5]}, {code: y, revenue: {A: 3, B: 50}}]")
    #expect(study.ranges == ["x": 0.2...0.5])
  }

  @Test func aFileOfRevenues() throws {
    let folder = try TemporaryFolder()
    try folder.write("code,revenue,unit,source\nx,1,INR,A\ny,3,INR,A\nx,30,INR,B\ny,50,INR,B\nz,7,INR,A\n", to: "r.csv")
    let text = """
      digital: {a: [x]}
      split:
        - {sector: bus, revenues: r.csv, into: [{code: x}, {code: y}]}
        - {sector: trd, into: [{code: z, share: 0.5}, {code: u, share: 0.5}]}
      """
    let path = try folder.write(text, to: "s.yaml")
    let file = try StudyFile(path: path)
    #expect(file.study.splits[0].parts.map(\.share) == [0.3125, 0.6875])
    #expect(file.study.revenues.map(\.unit) == ["INR", "INR"])
    #expect(file.files == [folder.file("r.csv")])
  }

  /// The worked example with shares from revenue is the worked example; ranges of sources give an interval.
  @Test(arguments: TestEngines.all) func theWorkedExample(_ test: TestEngine) throws {
    let revenue = WorkedExampleTests.study
      .replacing("share: 0.05", with: "revenue: 5").replacing("share: 0.95", with: "revenue: 95")
      .replacing("share: 0.20", with: "revenue: {A: 10, B: 30}").replacing("share: 0.80", with: "revenue: {A: 90, B: 70}")
    #expect(revenue != WorkedExampleTests.study)
    let estimator = DigitalEconomyEstimator(EstimationSettings(engine: test.engine))
    let result = try estimator.estimate(
      ReferenceTables.germany1995(), study: StudyFile(text: "\(revenue)\nmonte_carlo: {draws: 400}", path: "s.yaml"))
    #expect(relativeDifference(result.terms.total, 170041.19405285863) < 16 * .ulpOfOne)
    let interval = try #require(result.interval)
    #expect(interval.low < (result.share ?? 0) && (result.share ?? 0) < interval.high)
    let table = try #require(result.presentation.tables.first { $0.name == "shares" })
    // Two parts by one source; two by two sources, with their means.
    #expect(table.rows.count == 2 + 6)
    #expect(table.rows[0].last == .number(0.05) && table.rows[4].last == .number(0.2))
    #expect(table.rows[2].contains(.text("A")) && table.rows[2].contains(.number(10)))
  }

  static let refused: [(String, String)] = [
    ("    into: [{code: x, revenue: -1}, {code: y, revenue: 2}]", "line 4: revenue -1 is negative"),
    ("    into: [{code: x, revenue: much}, {code: y, revenue: 2}]", "line 4: revenue 'much' is not a number"),
    ("    into: [{code: x, revenue: nan}, {code: y, revenue: 2}]", "line 4: revenue 'nan' is not a number"),
    (
      "    into: [{code: x, revenue: 0}, {code: y, revenue: 0}]",
      "line 3: the revenues of the parts of sector bus are all zero; no share follows"
    ),
    (
      "    into: [{code: x, revenue: {A: 1, B: 0}}, {code: y, revenue: {A: 1, B: 0}}]",
      "line 3: the revenues of the parts of sector bus by B are all zero; no share follows"
    ),
    (
      "    into:\n      - {code: x, revenue: 1}\n      - {code: y, share: 0.5}",
      "line 6: part y has a share where others have revenue; give all parts the one or the other"
    ),
    ("    into: [{code: x, revenue: 1, share: 0.5}]", "line 4: part x has a share and revenue; give one of them"),
    (
      "    into:\n      - {code: x, revenue: 1, unit: INR}\n      - {code: y, revenue: 1, unit: USD}",
      "line 6: the revenue of y is in USD, that of x in INR; bring them to one unit"
    ),
    (
      "    into:\n      - {code: x, revenue: {A: 1, B: 2}}\n      - {code: y, revenue: {A: 1}}",
      "line 6: source B has no revenue of part y; every part needs one"
    ),
    (
      "    into:\n      - {code: x, revenue: 1, source: A}\n      - {code: y, revenue: 3, source: B}",
      "line 6: source A has no revenue of part y; every part needs one"
    ),
    (
      "    into:\n      - {code: x, revenue: 1}\n      - {code: y, revenue: {A: 3, B: 2}}",
      "line 6: the source without a name has no revenue of part y; every part needs one"
    ),
    ("    into:\n      - {code: x, revenue: 1}\n      - {code: y}", "line 6: the study has no revenue of part y"),
    ("    into: [{code: x, source: A, share: 1}]", "line 4: 'source' says whose revenue a part has; part x has none"),
    ("    unit: INR\n    into: [{code: x, share: 1}]", "line 4: 'unit' is that of revenues, and no part has any"),
    ("    revenues: r.csv\n    into: [{code: x, share: 1}]", "line 5: part x has a share or revenue beside the file"),
    ("    revenues: /nowhere/r.csv\n    into: [{code: x}]", "line 4: /nowhere/r.csv: cannot open"),
  ]

  @Test(arguments: refused) func isRefused(_ split: String, _ sentence: String) {
    let error = #expect(throws: StudyError.self) { try study(split) }
    #expect(error?.description.hasPrefix("s.yaml: \(sentence)") == true, "\(error?.description ?? "")")
  }

  static let files: [(String, String)] = [
    ("code,revenue\nx,1\ny,-1\n", "r.csv: line 3: revenue -1.0 of y is negative"),
    ("code,revenue\nx,1\ny,inf\n", "r.csv: line 3, column 2: "),
    ("code,revenue\nx,1\n", "the study has no revenue of part y"),
    ("code,revenue\nx,1\nx,2\ny,1\n", "r.csv: line 3: x is there twice by the same source"),
    ("code,revenue\nx,1\ny,1\nxx,1\n", "r.csv: line 4: 'xx' is no part of a split; nearest are x"),
    ("code,revenue,unit\nx,1,INR\ny,1,USD\n", "the revenue of y is in USD, that of x in INR"),
    ("code,sales\nx,1\n", "there is no column 'revenue' (found: code, sales)"),
  ]

  @Test(arguments: files) func filesAreRefused(_ csv: String, _ part: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(csv, to: "r.csv")
    let text = "digital: {a: [x]}\nsplit:\n  - {sector: bus, revenues: r.csv, into: [{code: x}, {code: y}]}"
    let path = try folder.write(text, to: "s.yaml")
    let error = #expect(throws: StudyError.self) { try StudyFile(path: path) }
    let sentence = error?.description ?? ""
    #expect(sentence.hasPrefix("\(path): line 3: ") && sentence.contains(part), "\(sentence)")
  }
}
