import Leontief

/// A result as Markdown: a heading, a table for each table, identities and notes.
public struct ResultMarkdown {
  private let result: EstimateResult
  private let table: TableSummary?

  public init(_ result: EstimateResult, table: TableSummary?) { (self.result, self.table) = (result, table) }

  public var text: String {
    let subject = table.map { table in
      let unit = table.unit.isEmpty ? "" : " Unit: \(table.unit)."
      return "\(table.title.isEmpty ? table.id : table.title), \(table.sectors) sectors.\(unit) "
    }
    let head = "# \(Self.escaped(result.title))\n\n\(Self.escaped("\(subject ?? "")Method: \(result.method)."))"
    let notes = (IdentityCheck.lines(result.checks) + result.remarks.map { "note: \($0)" }).map { "- \(Self.escaped($0))" }
    return ([head] + result.tables.map(Self.section) + [notes.joined(separator: "\n")]).filter { !$0.isEmpty }
      .joined(separator: "\n\n") + "\n"
  }

  private static func section(_ table: ResultTable) -> String {
    let figures = ResultFigures(table)
    let rules = table.columns.map { $0.format == .text ? ":--" : "--:" }
    let rows = [figures.header.map(escaped), rules] + table.rows.indices.map { figures.cells($0).map(escaped) }
    return "## \(escaped(table.title))\n\n" + rows.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
  }

  /// What Markdown would take for its own.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if "\\`*_|<>[]#".contains(character) { escaped.append("\\") }
      escaped.append(character == "\n" ? " " : character)
    }
    return escaped
  }
}
