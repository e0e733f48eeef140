import Leontief

/// A chart of a table with its title, legend and what there is to know when reading it.
struct ChartFigure {
  private let figures: PageFigures
  private let chart: ResultChart
  /// Unique in the page.
  private let id: String

  init(_ figures: PageFigures, _ chart: ResultChart, id: String) { (self.figures, self.chart, self.id) = (figures, chart, id) }

  /// Nil where the table has nothing to draw.
  func markup(number: Int) -> Markup? {
    drawing.map { drawing in
      let told = drawing.notes.filter { !$0.isEmpty }.joined(separator: "; ")
      let count = Markup("span", ["class": "count"], text: "Figure \(number). ")
      let title = Markup("strong", [:], [count, Markup(text: chart.title)])
      let caption = Markup(
        "figcaption", ["id": id], [title] + (told.isEmpty ? [] : [Markup("span", ["class": "note"], text: told)]))
      let keys = drawing.legend.enumerated().map { k, title in
        Markup("li", [:], [Markup("span", ["class": "key \(drawing.marker) s\(k)"]), Markup(text: title)])
      }
      let list = drawing.legend.count < 2 ? [] : [Markup("ul", ["class": "legend"], keys)]
      return Markup("figure", ["aria-labelledby": id], [.lines([caption] + list + [drawing.markup])])
    }
  }

  private struct Drawing {
    let markup: Markup
    var legend: [String] = []
    var marker = "block"
    let notes: [String]
  }

  private var drawing: Drawing? {
    switch chart.form {
    case .bars(let names, let order):
      let columns = names.compactMap(figures.column)
      guard !columns.isEmpty else { return nil }
      let bars = BarChart(figures, columns: columns, order: order, most: chart.mostRows)
      return Drawing(
        markup: bars.markup, legend: titles(columns),
        notes: [inUnit(bars.unit), ranked(order), cut, missing(columns)])
    case .stack(let parts, let order):
      guard let bars = BarChart(figures, parts: parts, order: order, most: chart.mostRows) else { return nil }
      return Drawing(
        markup: bars.markup, legend: parts.map(\.title),
        notes: [
          inUnit(bars.unit), "figures at the right are sums", ranked(order), cut,
          missing(parts.compactMap { figures.column($0.column) }),
        ])
    case .lines(let x, let names):
      let columns = names.compactMap(figures.column)
      guard let x = figures.column(x), !columns.isEmpty else { return nil }
      return lineDrawing(LineChart(figures, x: x, columns: columns), of: columns.count)
    case .linesBy(let series, let x, let value):
      guard let x = figures.column(x), let value = figures.column(value),
        let series = figures.table.columns.firstIndex(where: { $0.name == series })
      else { return nil }
      return lineDrawing(
        LineChart(figures, x: x, value: value, series: series), of: LineChart.names(figures, series).count)
    case .scatter(let x, let y, let reference, let quarters):
      guard let x = figures.column(x), let y = figures.column(y) else { return nil }
      let plane = ScatterChart(figures, x: x, y: y, reference: reference, quarters: quarters)
      let axes = "upward \(plane.titles.y), to the right \(plane.titles.x)"
      return Drawing(markup: plane.markup, notes: [axes, missing([x, y])])
    case .roofline(let x, let y, let series, let roofs):
      return rooflineDrawing(x, y, series, roofs)
    case .ranges(let low, let high, let around):
      guard let low = figures.column(low), let high = figures.column(high) else { return nil }
      let bars = BarChart(figures, low: low, high: high, around: around, most: chart.mostRows)
      let line = around.map { "the dashed line is at \(figures.shortText($0, low)) \(bars.unit)" } ?? ""
      return Drawing(markup: bars.markup, notes: [inUnit(bars.unit), line, zero(bars.axis), cut, missing([low, high])])
    }
  }

  private func rooflineDrawing(_ x: String, _ y: String, _ series: String, _ roofs: [ResultChart.Roof]) -> Drawing? {
    guard let x = figures.column(x), let y = figures.column(y),
      let series = figures.table.columns.firstIndex(where: { $0.name == series })
    else { return nil }
    let plane = RooflineChart(figures, x: x, y: y, series: series, roofs: roofs)
    let axes = "upward \(plane.titles.y), to the right \(plane.titles.x), both logarithmic"
    return Drawing(markup: plane.markup, legend: plane.series, marker: "block", notes: [axes, missing([x, y])])
  }

  private func lineDrawing(_ lines: LineChart, of count: Int) -> Drawing {
    let more = lines.lines.count < count ? "the first \(lines.lines.count) of \(count) lines" : ""
    return Drawing(
      markup: lines.markup, legend: lines.lines.map(\.title), marker: "line",
      notes: [inUnit(lines.unit), zero(lines.axis), more])
  }

  private func titles(_ columns: [Int]) -> [String] { columns.map { figures.table.columns[$0].title } }

  private func inUnit(_ unit: String) -> String { unit.isEmpty ? "" : unit == "%" ? "percent" : unit }

  private func zero(_ axis: ChartAxis) -> String { axis.startsAtZero ? "" : "the axis does not start at zero" }

  private func ranked(_ order: ResultChart.Order) -> String {
    order == .largestFirst && figures.table.rows.count > 1 ? "largest first" : ""
  }

  private var cut: String {
    let count = figures.table.rows.count
    return count > chart.mostRows ? "\(chart.mostRows) of \("\(count)".grouped) rows" : ""
  }

  /// Why figures are missing that the chart would show.
  private func missing(_ columns: [Int]) -> String {
    for column in columns {
      let count = figures.table.rows.indices.lazy.filter { figures.value($0, column) == nil }.count
      if count > 0 {
        let reason = figures.table.columns[column].reasonForNone.map { " (\($0))" } ?? ""
        return "\(count) without a figure\(reason)"
      }
    }
    return ""
  }
}
