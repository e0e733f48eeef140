import Foundation
import Leontief

/// The cells of a result's table as people read them.
public struct ResultFigures: Sendable {
  private let table: ResultTable
  /// Decimals of each column.
  private let decimals: [Int]

  /// What stands where there is no figure.
  public static let none = "–"

  /// `amountDigits` are those of a column's largest amount.
  public init(_ table: ResultTable, amountDigits: Int = 7) {
    self.table = table
    decimals = table.columns.indices.map { column in Self.decimals(table, column, amountDigits) }
  }

  /// Heads of the columns: title and unit.
  public var header: [String] {
    table.columns.map { column in [column.title, Self.unit(column)].filter { !$0.isEmpty }.joined(separator: ", ") }
  }

  /// The unit in which figures of a column are shown; empty for pure numbers.
  static func unit(_ column: ResultTable.Column) -> String {
    column.format == .share ? "%" : column.unit == "1" ? "" : column.unit
  }

  public func cells(_ row: Int) -> [String] {
    zip(table.rows[row], table.columns.indices).map { cell, column in text(cell, column) }
  }

  func text(_ cell: ResultTable.Cell, _ column: Int) -> String {
    switch cell {
    case .text(let text): text
    case .none: Self.none
    case .number(let value):
      String(format: "%.\(decimals[column])f", table.columns[column].format == .share ? 100 * value : value)
    }
  }

  private static func decimals(_ table: ResultTable, _ column: Int, _ amountDigits: Int) -> Int {
    switch table.columns[column].format {
    case .text, .integer: 0
    case .share: 2
    case .ratio: significant(4, table, column)
    case .amount: significant(amountDigits, table, column)
    }
  }

  /// As many decimals as the largest figure needs for so many digits; more for columns of small figures.
  private static func significant(_ digits: Int, _ table: ResultTable, _ column: Int) -> Int {
    let largest = table.rows.lazy.map { row in if case .number(let value) = row[column] { abs(value) } else { 0.0 } }.max() ?? 0
    guard largest > 0 else { return digits }
    let before = Int(log10(largest).rounded(.down)) + 1
    return table.columns[column].format == .amount ? min(max(0, digits - before), 9) : max(digits, digits - before)
  }
}
