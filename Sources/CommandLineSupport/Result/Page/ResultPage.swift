import Leontief

/// A result as one page for a browser: charts, tables, identities and notes. It asks the network for nothing, runs no scripts,
/// and fits phones and paper, light and dark.
public struct ResultPage {
  private let result: EstimateResult
  private let table: TableSummary?

  public init(_ result: EstimateResult, table: TableSummary?) { (self.result, self.table) = (result, table) }

  public var text: String {
    let sections = result.tables.map(section)
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
    return Markup("header", [:], [.lines([Markup("h1", text: result.title), Markup("dl", [:], [.lines(list)])])])
  }

  private static func id(_ table: ResultTable) -> String { "table-\(table.name)" }

  private var contents: [Markup] {
    guard result.tables.count > 1 else { return [] }
    let links = result.tables.map { table in
      Markup("li", [:], [Markup("a", ["href": "#\(Self.id(table))"], text: table.title)])
    } + [Markup("li", [:], [Markup("a", ["href": "#notes"], text: "Identities and notes")])]
    return [Markup("nav", ["aria-label": "Contents"], [Markup("ul", [:], [.lines(links)])])]
  }

  private func section(_ table: ResultTable) -> Markup {
    let (id, figures) = (Self.id(table), PageFigures(table))
    let charts = table.charts.enumerated().compactMap { k, chart in
      ChartFigure(figures, chart, id: "\(id)-chart-\(k + 1)").markup
    }
    let drawn = charts.isEmpty ? [] : [Markup("div", ["class": "charts"], [.lines(charts)])]
    return Markup(
      "section", ["id": id, "aria-labelledby": "\(id)-title"],
      [.lines([Markup("h2", ["id": "\(id)-title"], text: table.title)] + drawn + [PageTable(figures, id: id).markup])])
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
