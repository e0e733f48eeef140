import Foundation
import Leontief

/// A result's tables as csv files of a folder, one a table, every figure in full precision.
public struct ResultFolder {
  private let path: String

  /// Makes the folder where it is not there. Errors: `FileError`.
  public init(path: String) throws {
    self.path = path
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch { throw CommandFailure(.resources, "\(path): cannot be made a folder for csv files") }
  }

  /// Writes each table whole or not at all. The first record holds the columns' names; an empty field is a figure that is
  /// not there.
  public func write(_ tables: [ResultTable]) throws {
    for table in tables {
      var file = try ReplacementFile(path: "\(path)/\(table.name).csv")
      var text = CSVWriter.record(table.columns.map(\.name))
      for row in table.rows {
        for (position, cell) in row.enumerated() {
          if position > 0 { text += "," }
          text += Self.field(cell, table.columns[position].format)
        }
        text += "\n"
        // Many records at a time: a call of the system costs more than a record.
        guard text.utf8.count >= Self.portion else { continue }
        try file.write(text)
        text = ""
      }
      try file.write(text)
      try file.commit()
    }
  }

  private static let portion = 1 << 16

  /// A figure is the shortest text that is read back as it was; years, ranks and counts have no decimals.
  private static func field(_ cell: ResultTable.Cell, _ format: ResultTable.Column.Format) -> String {
    switch cell {
    case .text(let text): CSVWriter.quoted(text)
    case .number(let value):
      if format == .integer, let whole = Int(exactly: value) { whole.description } else { value.description }
    case .none: ""
    }
  }
}
