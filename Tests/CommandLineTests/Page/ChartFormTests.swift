import CommandLineSupport
import Leontief
import Testing

/// Each form of a chart on a table of few figures, held against where its marks must stand.
@Suite struct ChartFormTests {
  private func table(_ columns: [ResultTable.Column], _ rows: [[ResultTable.Cell]], _ form: ResultChart.Form) -> ResultTable {
    var table = ResultTable("t", "A table", columns: columns)
    for row in rows { table.add(row) }
    table.charts = [ResultChart("A chart", form)]
    return table
  }

  private func column(_ name: String, _ format: ResultTable.Column.Format = .share) -> ResultTable.Column {
    ResultTable.Column(name, name, unit: format == .share ? "1" : "", format, reasonForNone: "not known")
  }

  @Test func linesSkipYearsWithoutAFigure() throws {
    let page = try ParsedPage(
      table(
        [column("year", .integer), column("a"), column("b")],
        [
          [.number(2000), .number(0.1), .number(0.4)], [.number(2005), .number(0.2), .none],
          [.number(2010), .number(0.3), .none],
        ], .lines(x: "year", ["a", "b", "not there"])))
    #expect(try page.fractions("//circle[@class='s0']/@cx") == [0, 0.5, 1])
    #expect(try page.fractions("//circle[@class='s1']/@cx") == [0])
    #expect(try page.nodes("//line[@class='line s0']").count == 2 && page.nodes("//line[@class='line s1']").isEmpty)
    // From 0 to 40 % in 220 pixels that start at 10.
    #expect(try page.texts("//circle/@cy") == ["175.0", "120.0", "65.0", "10.0"])
    #expect(try page.texts("//svg/@aria-label") == ["a: 10.00 in 2000, 30.00 in 2010; b: 40.00 in 2000, 40.00 in 2000"])
    #expect(try page.texts("//ul[@class='legend']/li") == ["a", "b"])
  }

  @Test func oneYearIsAPointInTheMiddle() throws {
    let page = try ParsedPage(
      table([column("year", .integer), column("a")], [[.number(2000), .number(0)]], .lines(x: "year", ["a"])))
    #expect(try page.fractions("//circle/@cx") == [0.5])
    #expect(try page.nodes("//ul[@class='legend']").isEmpty)
  }

  @Test func aLineForEachTextUpToSix() throws {
    let rows = (0..<8).flatMap { series in
      [2001, 2002].map { [.number($0), .text("s\(series)"), .number(0.01 * Double(series))] as [ResultTable.Cell] }
    }
    let page = try ParsedPage(
      table(
        [column("year", .integer), column("name", .text), column("a")], rows,
        .linesBy("name", x: "year", value: "a")))
    #expect(try page.texts("//ul[@class='legend']/li") == (0..<6).map { "s\($0)" })
    #expect(try page.texts("//figcaption")[0].contains("the first 6 of 8 lines"))
  }

  @Test func axesThatDoNotStartAtZeroSaySo() throws {
    let rows: [[ResultTable.Cell]] = [[.number(1), .number(0.95)], [.number(2), .number(1)]]
    let page = try ParsedPage(table([column("year", .integer), column("a")], rows, .lines(x: "year", ["a"])))
    #expect(try page.texts("//figcaption")[0].contains("the axis does not start at zero"))
  }

  @Test func partsStandEndToEnd() throws {
    let stack = ResultChart.Form.stack([.init("first", "a", less: ["c"]), .init("middle", "c"), .init("last", "b", less: ["c"])])
    let columns = [column("name", .text), column("a"), column("b"), column("c")]
    let page = try ParsedPage(
      table(
        columns,
        [
          [.text("x"), .number(0.3), .number(0.4), .number(0.1)], [.text("y"), .number(0), .number(0.2), .number(0.1)],
          [.text("z"), .number(0.1), .none, .none],
        ], stack))
    // x: 0.2, 0.1 and 0.3 end to end; y: −0.1 to the left of zero, then twice 0.1. The axis goes from −20 to 60 %.
    #expect(try page.fractions("//rect/@x") == [0.25, 0.5, 0.625, 0.125, 0.25, 0.375])
    #expect(try page.fractions("//rect/@width") == [0.25, 0.125, 0.375, 0.125, 0.125, 0.125])
    #expect(try page.texts("//span[@class='value']").prefix(3) == ["60.00", "10.00", "–"])
  }

  @Test func partsOfSeveralColumnsLargestFirst() throws {
    let stack = ResultChart.Form.stack([.init("one", "a", plus: ["b"]), .init("two", "c")], order: .largestFirst)
    let columns = [column("name", .text), column("a"), column("b"), column("c")]
    let page = try ParsedPage(
      table(
        columns,
        [
          [.text("x"), .number(0.1), .number(0.1), .number(0)], [.text("y"), .number(0.1), .number(0.2), .number(0.1)],
          [.text("z"), .none, .number(0.4), .none],
        ], stack))
    #expect(try page.texts("//span[@class='label']").prefix(3) == ["y", "x", "z"])
    #expect(try page.texts("//span[@class='value']").prefix(3) == ["40.00", "20.00", "–"])
    // y: .3 and .1 end to end, x: .2; the axis goes from 0 to 40 %.
    #expect(try page.fractions("//rect/@x") == [0, 0.75, 0] && page.fractions("//rect/@width") == [0.75, 0.25, 0.5])
    #expect(try page.texts("//figcaption")[0].contains("largest first"))
  }

  @Test func aChartOfSomeRows() throws {
    var all = table(
      [column("account", .text), column("region", .text), column("a")],
      [
        [.text("land"), .text("x"), .number(0.1)], [.text("jobs"), .text("x"), .number(9)],
        [.text("land"), .text("y"), .number(0.2)],
      ],
      .bars(["a"], order: .ofTable))
    all.charts = [ResultChart("land", .bars(["a"], order: .ofTable), of: .init("account", "land"))]
    let page = try ParsedPage(all)
    // The account names nothing in a chart of one.
    #expect(try page.texts("//span[@class='label']").prefix(2) == ["x", "y"])
    #expect(try page.fractions("//rect/@width") == [0.5, 1] && page.nodes("//tbody/tr").count == 3)
  }

  @Test func pointsAboveBothLinesStandOut() throws {
    let points: [(String, Double, Double)] = [("k", 1.5, 1.2), ("f", 1.2, 0.5), ("b", 0.5, 1.5), ("w", 1, 1)]
    let page = try ParsedPage(
      table(
        [column("code", .text), column("name", .text), column("x", .ratio), column("y", .ratio)],
        points.map { [.text($0.0), .text("sector \($0.0)"), .number($0.1), .number($0.2)] }
          + [[.text("n"), .text("none"), .none, .number(1)]],
        .scatter(
          x: "x", y: "y", reference: 1, quarters: .init(both: "key", onlyX: "forward", onlyY: "backward", neither: "weak"))))
    #expect(try page.nodes("//circle").count == 4 && page.nodes("//circle[@class='s0']").count == 1)
    #expect(try page.texts("//circle[@class='s0']/title") == ["k sector k: 1.5000, 1.2000"])
    #expect(try page.texts("//svg/@aria-label")[0].contains("4 points; key: k"))
    #expect(try Set(page.texts("//text[contains(@class, 'name')]")) == ["k", "f", "b", "w"])
  }

  @Test func rangesSurroundTheirFigure() throws {
    let page = try ParsedPage(
      table(
        [column("name", .text), column("low"), column("high")],
        [[.text("a"), .number(0.11), .number(0.09)], [.text("b"), .none, .number(0.1)]],
        .ranges(low: "low", high: "high", around: 0.1)))
    // The axis goes from 9 to 11 %; a falling range is drawn like a rising one.
    #expect(try page.fractions("//rect/@x") == [0] && page.fractions("//rect/@width") == [1])
    #expect(try page.fractions("//line[@class='reference']/@x1") == [0.5, 0.5])
    #expect(try page.texts("//span[@class='value']").first == "11.00 to 9.00")
    #expect(try page.texts("//figcaption")[0].contains("the dashed line is at 10.00 %; the axis does not start at zero"))
  }

  @Test func pointsUnderRoofs() throws {
    let roofs: [ResultChart.Roof] = [.init("peak", level: 100), .init("memory", slope: 10), .init("nothing", level: 0)]
    let page = try ParsedPage(
      table(
        [column("code", .text), column("engine", .text), column("x", .ratio), column("y", .ratio)],
        [
          [.text("a"), .text("one"), .number(1), .number(1)], [.text("b"), .text("two"), .number(100), .number(100)],
          [.text("c"), .text("two"), .number(0), .number(5)], [.text("d"), .text("two"), .number(10), .none],
        ], .roofline(x: "x", y: "y", series: "engine", roofs: roofs)))
    // From 1 to 100 in both directions, over 360 pixels from 26; what is not positive has no place.
    #expect(try page.fractions("//circle/@cx") == [0, 1] && page.texts("//circle/@cy") == ["386.0", "26.0"])
    #expect(try page.texts("//circle/@class") == ["s0", "s1"] && page.texts("//ul[@class='legend']/li") == ["one", "two"])
    // The level from the ridge at 10 on; the slope from 10 at the left end to the ridge.
    #expect(
      try page.fractions("//line[@class='roof']/@x1") == [0.5, 0] && page.fractions("//line[@class='roof']/@x2") == [1, 0.5])
    #expect(
      try page.texts("//line[@class='roof']/@y1") == ["26.0", "206.0"]
        && page.texts("//line[@class='roof']/@y2") == ["26.0", "26.0"])
    #expect(try page.texts("//text[@class='quarter']") == ["peak", "memory"])
    #expect(try page.texts("//figcaption")[0].contains("both logarithmic"))
  }
}
