import CommandLineSupport
import Leontief
import Testing

@Suite struct ResultPageTests {
  private func table(_ rows: [(String, Double?)], _ chart: ResultChart.Form) -> ResultTable {
    var table = ResultTable(
      "t", "A table",
      columns: [
        ResultTable.Column("name", "name", .text),
        ResultTable.Column("value", "value", unit: "EUR", .amount, reasonForNone: "nothing was sold"),
      ])
    for (name, value) in rows { table.add([.text(name), ResultTable.Cell(value)]) }
    table.charts = [ResultChart("A chart", chart)]
    return table
  }

  private let bars = "//rect"

  @Test func barsReachFromZeroToEitherSide() throws {
    let page = try ParsedPage(table([("a", 4), ("b", -2), ("c", 0)], .bars(["value"], order: .ofTable)))
    // From −2 to 4: zero lies at a third.
    let (starts, widths) = (try page.fractions("\(bars)/@x"), try page.fractions("\(bars)/@width"))
    let expected: [(Double, Double)] = [(1.0 / 3, 2.0 / 3), (0, 1.0 / 3), (1.0 / 3, 0)]
    for (k, (start, width)) in expected.enumerated() {
      // Two decimals of a percentage are written.
      #expect(abs(starts[k] - start) < 1e-4 && abs(widths[k] - width) < 1e-4)
    }
    #expect(try page.texts("//div[@class='bar axis']//text").first == "−2")
  }

  @Test func figuresThatAreNotThereHaveNoBar() throws {
    let page = try ParsedPage(table([("a", nil), ("b", 1), ("c", nil)], .bars(["value"], order: .largestFirst)))
    #expect(try page.nodes(bars).count == 1)
    #expect(try page.texts("//span[@class='label']").prefix(3) == ["b", "a", "c"])
    #expect(try page.texts("//span[@class='value']").dropFirst().prefix(2) == ["–", "–"])
    #expect(try page.texts("//figcaption")[0].contains("2 without a figure (nothing was sold)"))
    #expect(try page.texts("//section[@id='notes']//li") == ["– under value: nothing was sold", "<remark>"])
  }

  @Test func tablesWithoutFiguresHaveNoChart() throws {
    for rows in [[], [("a", nil)]] as [[(String, Double?)]] {
      let page = try ParsedPage(table(rows, .bars(["value"], order: .ofTable)))
      #expect(try page.nodes("//figure").isEmpty)
      #expect(try page.nodes("//tbody/tr").count == rows.count)
    }
    let page = try ParsedPage(table([("a", 1)], .bars(["elsewhere"], order: .ofTable)))
    #expect(try page.nodes("//figure").isEmpty)
  }

  @Test func thirtyOfManyRowsAreDrawnAndThatIsSaid() throws {
    let rows = (0..<1500).map { ("row \($0)", Double($0)) as (String, Double?) }
    let page = try ParsedPage(table(rows, .bars(["value"], order: .largestFirst)))
    #expect(try page.nodes(bars).count == 30)
    #expect(try page.texts("//span[@class='label']")[0] == "row 1499")
    #expect(try page.texts("//figcaption")[0].contains("30 of 1,500 rows"))
    #expect(try page.nodes("//tbody/tr").count == 1500)
    #expect(try page.texts("//summary") == ["All 1,500 rows"])
  }

  @Test func veryLongTablesAreCutAndThatIsSaid() throws {
    let rows = (0..<2500).map { ("row \($0)", 1) as (String, Double?) }
    let page = try ParsedPage(table(rows, .bars(["value"], order: .ofTable)))
    #expect(try page.nodes("//tbody/tr").count == 2000)
    #expect(try page.texts("//details/p") == ["500 more rows; --csv DIR writes all"])
  }

  @Test func oneRowIsAChart() throws {
    let page = try ParsedPage(table([("a", -1e-12)], .bars(["value"], order: .largestFirst)))
    #expect(try page.nodes(bars).count == 1)
    #expect(try page.fractions("\(bars)/@width") == [1])
  }

  @Test func nothingOfATextIsMarkup() throws {
    let nasty = "</title><script>alert(\"1\")</script>&amp;'"
    let page = try ParsedPage(table([(nasty, 1)], .bars(["value"], order: .ofTable)), title: nasty)
    #expect(try page.nodes("//script").isEmpty)
    #expect(try page.texts("//title") == [nasty] && page.texts("//h1") == [nasty])
    #expect(try page.texts("//tbody/tr/th") == [nasty] && page.texts("//span[@class='label']")[0] == nasty)
  }

  @Test func everyTableHasACaptionAndEveryFigureATitle() throws {
    let page = try ParsedPage(table([("a", 1)], .bars(["value"], order: .ofTable)))
    #expect(try page.texts("//table/caption") == ["Table 1. A table"])
    #expect(try page.texts("//figure/figcaption/strong") == ["Figure 1. A chart"])
    #expect(try page.texts("//th[@scope='col']") == ["name", "value, EUR"])
    #expect(try page.texts("//th[@scope='row']") == ["a"])
    let named = try page.texts("//figure/@aria-labelledby")
    #expect(named == (try page.texts("//figcaption/@id")))
  }

  @Test func keyFiguresStandAtTheTop() throws {
    let keys = [("there", "t", 0), ("no such row", "t", 9), ("no such table", "x", 0), ("no figure", "t", 1)].map {
      EstimateResult.KeyFigure($0.0, table: $0.1, row: $0.2, column: "value")
    }
    let page = try ParsedPage(table([("a", 12345.678), ("b", nil)], .bars(["value"], order: .ofTable)), keyFigures: keys)
    #expect(try page.texts("//header//dl[@class='key-figures']//dt") == ["there"])
    #expect(try page.texts("//header//dl[@class='key-figures']//dd") == ["12,346 EUR"])
  }
}
