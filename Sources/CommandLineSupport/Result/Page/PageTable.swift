import Leontief

/// A table of a page; a long one is folded, a very long one cut.
struct PageTable {
  private let figures: PageFigures
  private let id: String
  private let number: Int

  /// Rows that stand open, and rows that a page holds at all.
  private static let (open, most) = (60, 2000)

  init(_ figures: PageFigures, id: String, number: Int) { (self.figures, self.id, self.number) = (figures, id, number) }

  var markup: Markup {
    let rows = figures.table.rows.count
    let table = Markup(
      "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-labelledby": "\(id)-caption"], [grid])
    let rest =
      rows > Self.most
      ? [Markup("p", ["class": "note"], text: "\("\(rows - Self.most)".grouped) more rows; --csv DIR writes all")] : []
    guard rows > Self.open else { return .lines([table] + rest) }
    let summary = Markup("summary", text: "All \("\(min(rows, Self.most))".grouped) rows")
    return Markup("details", [:], [.lines([summary, table] + rest)])
  }

  private var columns: [ResultTable.Column] { figures.table.columns }

  private var grid: Markup {
    let head = Markup("thead", [:], [Markup("tr", [:], columns.indices.map { cell("th", $0, figures.header[$0], "col") })])
    let body = figures.table.rows.indices.prefix(Self.most).map { row in
      Markup(
        "tr", [:],
        columns.indices.map { column in
          column == 0
            ? cell("th", column, figures.text(row, column), "row") : cell("td", column, figures.text(row, column), nil)
        })
    }
    return Markup("table", [:], [.lines([caption, head, Markup("tbody", [:], [.lines(body)])])])
  }

  private var caption: Markup {
    let unit = figures.commonUnit
    let parts =
      [Markup("span", ["class": "count"], text: "Table \(number). "), Markup(text: figures.table.title)]
      + (unit.isEmpty ? [] : [Markup("span", ["class": "note"], text: unit)])
    // Within a table that is wider than the screen the caption stays on it.
    return Markup("caption", ["id": "\(id)-caption"], [Markup("span", ["class": "title"], parts)])
  }

  private func cell(_ name: String, _ column: Int, _ text: String, _ scope: String?) -> Markup {
    let kind = columns[column].format == .text ? "text" : "number"
    guard let scope else { return Markup(name, ["class": kind], text: text) }
    return Markup(name, ["class": kind, "scope": scope], text: text)
  }
}
