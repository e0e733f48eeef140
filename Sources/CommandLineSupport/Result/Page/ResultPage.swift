import Leontief

/// A result as one page for a browser: charts, tables, identities and notes. It asks the network for nothing, runs no scripts,
/// and fits phones and paper, light and dark.
public struct ResultPage {
  private let result: EstimateResult
  private let table: TableSummary?

  public init(_ result: EstimateResult, table: TableSummary?) { (self.result, self.table) = (result, table) }

  public var text: String {
    var figures = 0
    let sections = result.tables.enumerated().map { section($1, number: $0 + 1, figures: &figures) }
    let main = Markup("main", [:], [.lines([header] + contents + sections + [notes])])
    let page = Markup("html", ["lang": "en"], [.lines([head, Markup("body", [:], [.lines([main, footer])])])])
    return "<!DOCTYPE html>\n\(page.source)\n"
  }

  private var head: Markup {
    Markup(
      "head", [:],
      [
        .lines([
          Markup("meta", ["charset": "utf-8"]),
          Markup("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
          // Nothing is loaded, whatever a text may hold.
          Markup(
            "meta",
            [
              "http-equiv": "Content-Security-Policy",
              "content": "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
            ]),
          Markup("meta", ["name": "color-scheme", "content": "light dark"]),
          Markup("link", ["rel": "icon", "href": "data:,"]), Markup("title", text: pageTitle), .style(PageStyle.sheet),
        ])
      ])
  }

  private var subject: String { table.map { $0.title.isEmpty ? $0.id : $0.title } ?? "" }

  private var pageTitle: String { [result.title, subject].filter { !$0.isEmpty }.joined(separator: " – ") }

  private var header: Markup {
    let sectors = table.map { table in
      "\("\(table.sectors)".grouped)" + (table.regions > 1 ? " in \(table.regions) regions" : "")
    }
    let facts = [("Table", subject), ("Sectors", sectors ?? ""), ("Unit", table?.unit ?? ""), ("Method", result.method)]
    let list = facts.filter { !$0.1.isEmpty }.map { name, text in
      Markup("div", [:], [Markup("dt", text: name), Markup("dd", text: text)])
    }
    return Markup(
      "header", [:], [.lines([Markup("h1", text: result.title), Markup("dl", ["class": "facts"], [.lines(list)])] + keyFigures)])
  }

  private var keyFigures: [Markup] {
    let shown = result.keyFigures.compactMap { key -> Markup? in
      guard let table = result.tables.first(where: { $0.name == key.table }), table.rows.indices.contains(key.row) else {
        return nil
      }
      let figures = PageFigures(table)
      guard let column = figures.column(key.column), figures.value(key.row, column) != nil else { return nil }
      let value = [
        Markup(text: "\(figures.shortText(key.row, column)) "), Markup("span", ["class": "unit"], text: figures.unit(column)),
      ]
      return Markup("div", [:], [Markup("dt", text: key.title), Markup("dd", [:], value)])
    }
    return shown.isEmpty ? [] : [Markup("dl", ["class": "key-figures"], [.lines(shown)])]
  }

  private static func id(_ table: ResultTable) -> String { "table-\(table.name)" }

  private var contents: [Markup] {
    guard result.tables.count > 1 else { return [] }
    let places = result.tables.map { (Self.id($0), $0.title) } + [("notes", "Identities and notes")]
    let links = places.map { id, title in Markup("li", [:], [Markup("a", ["href": "#\(id)"], text: title)]) }
    return [Markup("nav", ["aria-label": "Contents"], [Markup("ul", [:], [.lines(links)])])]
  }

  /// `figures` is the number of charts so far.
  private func section(_ table: ResultTable, number: Int, figures count: inout Int) -> Markup {
    let (id, figures) = (Self.id(table), PageFigures(table))
    let charts = table.charts.compactMap { chart in
      let shown = chart.rows == nil && chart.year == nil ? figures : PageFigures(table.rows(of: chart))
      let drawn = ChartFigure(shown, chart, id: "figure-\(count + 1)").markup(number: count + 1)
      if drawn != nil { count += 1 }
      return drawn
    }
    let drawn = charts.isEmpty ? [] : [Markup("div", ["class": "charts"], [.lines(charts)])]
    return Markup(
      "section", ["id": id, "aria-labelledby": "\(id)-title"],
      [
        .lines(
          [Markup("h2", ["id": "\(id)-title"], text: table.title)] + drawn + [PageTable(figures, id: id, number: number).markup])
      ])
  }

  private var notes: Markup {
    let lines = (IdentityCheck.lines(result.checks) + result.notes).map { Markup("li", text: $0) }
    let list = lines.isEmpty ? Markup("p", text: "None.") : Markup("ul", [:], [.lines(lines)])
    return Markup("section", ["id": "notes"], [.lines([Markup("h2", text: "Identities and notes"), list])])
  }

  private var footer: Markup {
    let solves = result.cost.solves
    let cost = solves > 0 ? ", from solves for \(solves) right-hand sides" : ""
    return Markup("footer", [:], [Markup("p", text: "Made by leontief \(ToolDescription.packageVersion)\(cost).")])
  }
}
