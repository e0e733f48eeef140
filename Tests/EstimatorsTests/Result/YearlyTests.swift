import Estimators
import Tables
import TestSupport
import Testing

/// Results of several years as one.
@Suite struct YearlyTests {
  private struct Row {
    var country: String
    var value: Double
    var share: Double?
  }

  private struct Figures: Presentable {
    var countries: [Row]
    var extra = false
    var remarks: [String] = []

    var presentation: EstimateResult {
      var columns = [
        ResultTable.Column("country", "country", .text), ResultTable.Column("value", "value", unit: "money", .amount),
        ResultTable.Column("share", "share", unit: "1", .share, reasonForNone: "nothing"),
      ]
      if extra { columns += [ResultTable.Column("rank", "rank", .integer), ResultTable.Column("more", "more", .ratio)] }
      var table = ResultTable("countries", "Countries", columns: columns)
      for (k, row) in countries.enumerated() {
        var cells: [ResultTable.Cell] = [.text(row.country), .number(row.value), ResultTable.Cell(row.share)]
        if extra { cells += [.number(Double(k)), .number(1)] }
        table.add(cells)
      }
      let bars = ResultChart.Form.bars(["value"], order: .ofTable)
      table.charts = [ResultChart("Values", bars), ResultChart("A alone", bars, of: .init("country", "A"))]
      return EstimateResult(
        title: "Figures", method: "by hand", tables: [table], remarks: remarks, cost: SolveCost(),
        keyFigures: [.init("value of the first", table: "countries", row: 0, column: "value")])
    }
  }

  private typealias Year = Yearly<Figures>.Year

  private static func row(_ country: String, _ value: Double, _ share: Double? = nil) -> Row {
    Row(country: country, value: value, share: share)
  }

  @Test func yearsStackAndChange() throws {
    let first = Figures(countries: [Self.row("A", 1, 0.5), Self.row("B", 2)], remarks: ["always", "then"])
    let second = Figures(
      countries: [Self.row("B", 5, 0.25), Self.row("C", 7, 0.1), Self.row("A", 4, 0.75)], extra: true, remarks: ["always"])
    let third = Figures(countries: [Self.row("A", 10, 1)], remarks: ["always", "now"])
    let yearly = try Yearly([Year(2000, first), Year(2005, second), Year(2010, third)])
    #expect(yearly[2005]?.countries.count == 3 && yearly[2006] == nil)
    let result = yearly.presentation
    #expect(result.title == "Figures, 2000, 2005, 2010")
    #expect(result.tables.map(\.name) == ["countries", "countries_change"])
    let stacked = result.tables[0]
    #expect(stacked.columns.map(\.name) == ["year", "country", "value", "share", "rank", "more"])
    let rows: [[ResultTable.Cell]] = [
      [.number(2000), .text("A"), .number(1), .number(0.5), .none, .none],
      [.number(2000), .text("B"), .number(2), .none, .none, .none],
      [.number(2005), .text("B"), .number(5), .number(0.25), .number(0), .number(1)],
    ]
    #expect(stacked.rows.count == 6 && Array(stacked.rows.prefix(3)) == rows)
    #expect(stacked.columns[5].reasonForNone == "the year's table has no such column")
    let changes = result.tables[1]
    // Ranks do not change by amounts; B has no share in 2000, and C none of the figures.
    #expect(changes.columns.map(\.name) == ["first", "last", "country", "value", "share", "more"])
    let expected: [[ResultTable.Cell]] = [
      [.number(2000), .number(2005), .text("B"), .number(3), .none, .none],
      [.number(2000), .number(2005), .text("A"), .number(3), .number(0.25), .none],
      [.number(2005), .number(2010), .text("A"), .number(6), .number(0.25), .none],
      [.number(2000), .number(2010), .text("A"), .number(9), .number(0.5), .none],
    ]
    #expect(changes.rows == expected)
    #expect(result.remarks == ["always", "2000: then", "2010: now"])
  }

  private struct Ranked: Presentable {
    var rows: [(String, Double, String)]

    var presentation: EstimateResult {
      let columns = [
        ResultTable.Column("country", "country", .text), ResultTable.Column("value", "value", unit: "money", .amount),
        ResultTable.Column("role", "role", .text),
      ]
      var table = ResultTable("ranks", "Ranks", columns: columns)
      for row in rows { table.add([.text(row.0), .number(row.1), .text(row.2)]) }
      table.compared = ["value", "role", "nothing"]
      return EstimateResult(title: "Ranks", method: "by hand", tables: [table], cost: SolveCost())
    }
  }

  /// What is compared stands side by side, a row for each of the last year's, whatever else of the row has changed; it has no
  /// table of changes beside.
  @Test func yearsSideBySide() throws {
    let years = [
      Ranked(rows: [("A", 1, "key"), ("B", 2, "weak")]), Ranked(rows: [("B", 3, "key")]),
      Ranked(rows: [("B", 5, "key"), ("C", 8, "weak"), ("A", 7, "weak")]),
    ]
    let result = try Yearly(zip([2000, 2005, 2010], years).map { .init($0, $1) }).presentation
    #expect(result.tables.map(\.name) == ["ranks_by_year", "ranks"])
    let names = ["value_2000", "value_2005", "value_2010", "value_change", "role_2000", "role_2005", "role_2010"]
    #expect(result.tables[0].columns.map(\.name) == ["country"] + names)
    let rows: [[ResultTable.Cell]] = [
      [.text("B"), .number(2), .number(3), .number(5), .number(3), .text("weak"), .text("key"), .text("key")],
      [.text("C"), .none, .none, .number(8), .none, .none, .none, .text("weak")],
      [.text("A"), .number(1), .none, .number(7), .number(6), .text("key"), .none, .text("weak")],
    ]
    #expect(result.tables[0].rows == rows && result.tables[1].rows.count == 6)
    #expect(result.tables[0].charts.map(\.form) == [.bars(["value_2010", "value_2000"], order: .largestFirst)])
    #expect(result.remarks == ["Ranks: C of 2010 not in 2000", "Ranks: C, A of 2010 not in 2005"])
  }

  /// Years that have nothing in common give blanks, with a remark that says why.
  @Test func yearsWithoutACommonRow() throws {
    let years = [
      Ranked(rows: [("A", 1, "key"), ("B", 2, "weak")]), Ranked(rows: [("B", 3, "key"), ("C", 4, "key")]),
      Ranked(rows: [("C", 5, "key"), ("D", 7, "weak")]),
    ]
    let result = try Yearly(zip([2000, 2005, 2010], years).map { .init($0, $1) }).presentation
    #expect(result.tables[0].rows.map { $0[1] } == [.none, .none] && result.tables[0].rows.map { $0[4] } == [.none, .none])
    let none = "Ranks: nothing of 2010 stands beside 2000, since no row has the same country in both"
    #expect(result.remarks == [none, "Ranks: D of 2010 not in 2005", "Ranks: B of 2005 not in 2010"])
    let same = try Yearly(zip([2000, 2005], [years[0], years[0]]).map { .init($0, $1) }).presentation
    #expect(same.remarks.isEmpty)
  }

  /// The same of tables whose years stand below each other: their table of changes is left out, and that is said.
  @Test func changesWithoutACommonRow() throws {
    let (first, second) = (Figures(countries: [Self.row("A", 1)]), Figures(countries: [Self.row("B", 5), Self.row("C", 7)]))
    let result = try Yearly([Year(2000, first), Year(2005, second)]).presentation
    #expect(result.tables.count == 1)
    let sentence = "nothing of 2005 stands beside 2000, since no row has the same country in both"
    #expect(result.remarks.count { $0.hasSuffix(sentence) } == 1, "\(result.remarks)")
    let some = try Yearly([Year(2000, second), Year(2005, Figures(countries: [Self.row("C", 5), Self.row("D", 7)]))]).presentation
    #expect(some.tables.count == 2 && !some.remarks.contains { $0.contains("stands beside") })
  }

  /// Pictures and key figures are the last year's, of its rows in the table of all years.
  @Test func picturesOfTheLastYear() throws {
    let first = Figures(countries: [Self.row("A", 1), Self.row("B", 2)])
    let second = Figures(countries: [Self.row("B", 5), Self.row("A", 7), Self.row("C", 8)])
    let result = try Yearly([Year(2000, first), Year(2005, second)]).presentation
    let (stacked, changes) = (result.tables[0], result.tables[1])
    #expect(stacked.charts.map(\.title) == ["Values, 2005", "A alone, 2005"] && changes.charts.isEmpty)
    let drawn = stacked.charts.map { stacked.rows(of: $0).rows.map { $0[2] } }
    let expected: [[ResultTable.Cell]] = [[.number(5), .number(7), .number(8)], [.number(7)]]
    #expect(drawn == expected)
    let key = try #require(result.keyFigures.first)
    #expect(key.title == "value of the first, 2005" && stacked.rows[key.row][2] == .number(5))
  }

  @Test func rowsOfTheSameTextsMatchInOrder() throws {
    let first = Figures(countries: [Self.row("A", 1), Self.row("A", 2)])
    let second = Figures(countries: [Self.row("A", 5), Self.row("A", 7), Self.row("A", 9)])
    let changes = try Yearly([Year(1, first), Year(2, second)]).presentation.tables[1]
    let differences: [ResultTable.Cell] = [.number(4), .number(5)]
    #expect(changes.rows.map { $0[3] } == differences)
  }

  @Test func yearsMustAscend() throws {
    let figures = Figures(countries: [Self.row("A", 1)])
    let refused: [[Int]] = [[2000], [], [2000, 2000], [2001, 2000]]
    for numbers in refused {
      let years = numbers.map { Year($0, figures) }
      #expect(throws: EstimationError.self) { _ = try Yearly(years) }
    }
  }
}

@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct SharedYearlyTests {
  /// LR-WIOD of three years: every figure of a year is that of its table alone, and the changes are their differences.
  @Test(arguments: TestEngines.all) func manufacturing(_ test: TestEngine) throws {
    let estimator = ManufacturingEstimator(EstimationSettings(engine: test.engine))
    let numbers = [1965, 1985, 2000]
    var years: [Yearly<ManufacturingServices>.Year] = []
    for year in numbers {
      let result = try estimator.estimate(flowsOf: SharedTables.read("wiodlr_\(year)"))
      years.append(Yearly<ManufacturingServices>.Year(year, result))
    }
    let presentation = try Yearly(years).presentation
    let names = ["countries", "use", "sectors", "sources"]
    #expect(presentation.tables.map(\.name) == names + names.map { "\($0)_change" })
    let stacked = presentation.tables[0]
    #expect(stacked.rows.count == 3 * 26)
    for (k, year) in years.enumerated() {
      for (i, row) in year.result.presentation.tables[0].rows.enumerated() {
        let dated = [ResultTable.Cell.number(Double(year.year))] + row
        #expect(stacked.rows[26 * k + i] == dated)
      }
    }
    let key: [ResultTable.Cell] = [.number(1965), .number(2000), .text("IND")]
    let change = try #require(presentation.tables[4].rows.first { Array($0.prefix(3)) == key })
    let old = try #require(years[0].result["IND"])
    let new = try #require(years[2].result["IND"])
    #expect(change[3] == ResultTable.Cell.number(new.exports - old.exports))
    #expect(change[5] == ResultTable.Cell.number(new.content - old.content))
    #expect(presentation.checks.map { String($0.name.prefix(6)) } == ["1965: ", "1985: ", "2000: "])
    for check in presentation.checks { #expect(check.holds, "\(check)") }
    #expect(presentation.cost.solves == 3 * 26)
  }

  /// Flows that are used in place give what coefficients give, but for rounding.
  @Test(arguments: TestEngines.all) func flowsInPlace(_ test: TestEngine) throws {
    let estimator = ManufacturingEstimator(EstimationSettings(engine: test.engine))
    let copied = try estimator.estimate(SharedTables.read("wiodlr_2000"))
    let inPlace = try estimator.estimate(flowsOf: SharedTables.read("wiodlr_2000"))
    for (a, b) in zip(copied.countries, inPlace.countries) {
      // Coefficients that are rounded once more.
      #expect(abs(a.content - b.content) <= 1e-13 * max(1, a.content))
      #expect(a.exports == b.exports && a.use == b.use)
    }
  }
}
