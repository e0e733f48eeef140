import Leontief

/// A table's figures as a page shows them: thousands apart, a true minus; and its rows' names.
struct PageFigures {
  let table: ResultTable
  private let figures: ResultFigures
  /// The same in fewer digits, for charts.
  private let shortFigures: ResultFigures
  /// The columns of text that name rows.
  private let names: [Int]

  init(_ table: ResultTable) {
    self.table = table
    figures = ResultFigures(table)
    shortFigures = ResultFigures(table, amountDigits: 5)
    let texts = table.columns.indices.prefix { table.columns[$0].format == .text }
    // A region that is the same everywhere names nothing.
    let telling = texts.filter { column in table.rows.contains { $0[column] != table.rows[0][column] } }
    names = telling.isEmpty ? Array(texts.suffix(1)) : telling
  }

  /// Heads of the columns, without the unit that all of them share.
  var header: [String] {
    table.columns.indices.map { column in
      let unit = unit(column)
      return [table.columns[column].title, unit == commonUnit ? "" : unit].filter { !$0.isEmpty }.joined(separator: ", ")
    }
  }

  /// The unit of two or more columns where no column has another; empty where there is none.
  var commonUnit: String {
    let units = table.columns.indices.map(unit).filter { !["", "%"].contains($0) }
    return units.count > 1 && Set(units).count == 1 ? units[0] : ""
  }

  /// A column's position; nil where the table does not have it or it holds no figure.
  func column(_ name: String) -> Int? {
    table.columns.firstIndex { $0.name == name }.flatMap { column in
      table.rows.indices.contains { value($0, column) != nil } ? column : nil
    }
  }

  func value(_ row: Int, _ column: Int) -> Double? {
    if case .number(let value) = table.rows[row][column], value.isFinite { value } else { nil }
  }

  /// What figures of a column are multiplied with to be shown: shares are in percent.
  func factor(_ column: Int) -> Double { table.columns[column].format == .share ? 100 : 1 }

  func unit(_ column: Int) -> String { ResultFigures.unit(table.columns[column]) }

  /// A cell as text.
  func text(_ row: Int, _ column: Int) -> String { text(table.rows[row][column], column, figures) }

  /// A cell in few digits.
  func shortText(_ row: Int, _ column: Int) -> String { text(table.rows[row][column], column, shortFigures) }

  /// A figure in few digits, as those of a column; none for nil.
  func shortText(_ value: Double?, _ column: Int) -> String { text(ResultTable.Cell(value), column, shortFigures) }

  private func text(_ cell: ResultTable.Cell, _ column: Int, _ figures: ResultFigures) -> String {
    let text = figures.text(cell, column)
    guard case .number = cell else { return text }
    return table.columns[column].format == .integer ? text.withMinus : text.grouped
  }

  /// A row's names, from the widest (a region) to its own.
  func names(_ row: Int) -> [String] {
    let texts = names.map { figures.text(table.rows[row][$0], $0) }.filter { !$0.isEmpty }
    return texts.isEmpty ? ["\(row + 1)"] : texts
  }

  /// The shortest name that tells rows apart: codes without the text they stand for.
  func shortName(_ row: Int) -> String {
    let all = names(row)
    return all.count > 1 ? all.dropLast().joined(separator: "/") : all[0]
  }
}

extension String {
  fileprivate var withMinus: String { hasPrefix("-") ? "−\(dropFirst())" : self }

  /// A decimal number with commas between thousands and a true minus.
  package var grouped: String {
    let digits = withMinus
    let whole = digits.prefix { $0.isNumber || $0 == "−" }
    let number = whole.drop { $0 == "−" }
    guard number.count > 3, !contains("e") else { return digits }
    var groups = ""
    for (k, digit) in number.enumerated() {
      if k > 0, (number.count - k) % 3 == 0 { groups.append(",") }
      groups.append(digit)
    }
    return (digits.hasPrefix("−") ? "−" : "") + groups + String(digits.dropFirst(whole.count))
  }
}
