import Leontief

/// A result for the terminal.
public struct ResultText {
  private let result: EstimateResult
  private let table: TableSummary?
  /// Rows of a table that are printed; files hold all.
  private let mostRows: Int

  public init(_ result: EstimateResult, table: TableSummary?, mostRows: Int = 60) {
    (self.result, self.table, self.mostRows) = (result, table, mostRows)
  }

  public var text: String {
    ([heading] + result.tables.map(section) + [checks, remarks]).filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var heading: String {
    var lines = TextTable()
    if let table {
      lines.add("table", "\(table.title.isEmpty ? table.id : table.title), \(table.sectors) sectors")
      if !table.unit.isEmpty { lines.add("unit", table.unit) }
    }
    lines.add("method", result.method)
    return "\(result.title)\n\(lines.leftText)"
  }

  private func section(_ table: ResultTable) -> String {
    let figures = ResultFigures(table)
    var lines = TextTable(cells: figures.header)
    for row in table.rows.indices.prefix(mostRows) { lines.add(cells: figures.cells(row)) }
    let left = table.rows.count - mostRows
    let rest = left > 0 ? "\n… \(left) more rows; --csv DIR writes all" : ""
    let texts = table.columns.prefix { $0.format == .text }.count
    return "\(table.title)\n\(lines.text(leftColumns: max(1, texts)))\(rest)"
  }

  private var checks: String {
    guard result.cost.solves > 0 else { return checkLines.joined(separator: "\n") }
    let residual = result.cost.largestScaledResidual.shortText
    let solved = "solved for \(result.cost.solves) right-hand sides, largest scaled residual \(residual) (must be < 16)"
    return (checkLines + [solved]).joined(separator: "\n")
  }

  private var checkLines: [String] { IdentityCheck.lines(result.checks) }

  private var remarks: String { result.notes.map { "note: \($0)" }.joined(separator: "\n") }
}
