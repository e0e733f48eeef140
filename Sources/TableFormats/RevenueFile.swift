import MatrixCore

/// Revenue of parts of sectors in a CSV file: the columns `code`, `revenue`, and where there are any `unit` and `source`.
public enum RevenueFile {
  public struct Line: Sendable, Equatable {
    /// The line in the file, counted from 1.
    public let line: Int
    public let code: String
    public let revenue: Double
    /// Nil where the file has no such column.
    public let unit: String?
    /// Empty where the file has no such column.
    public let source: String
  }

  /// Errors: `TableReadError` for a file that cannot be read, ragged rows, missing columns, empty codes, and cells that are no
  /// finite numbers, with line and column.
  public static func read(_ path: String) throws(TableReadError) -> [Line] {
    let file = try CSVFile(path: path, numberColumns: ["revenue"])
    do throws(CSVError) { return try lines(file) } catch { throw .csv(error) }
  }

  private static func lines(_ file: CSVFile) throws(CSVError) -> [Line] {
    let (code, revenue) = (try file.column("code"), try file.column("revenue"))
    let (unit, source) = (file.header.firstIndex(of: "unit"), file.header.firstIndex(of: "source"))
    var lines: [Line] = []
    for row in file.rows {
      guard !row.fields[code].isEmpty else { throw error("'code' is empty", row, code, file) }
      let amount: Double
      do throws(CSVNumberError) { amount = try CSVNumber.parse(Array(row.fields[revenue].utf8)[...]) } catch {
        throw CSVError(path: file.path, line: row.line, column: revenue + 1, reason: error.reason)
      }
      guard amount.isFinite else { throw error("'\(row.fields[revenue])' is not a finite number", row, revenue, file) }
      lines.append(
        Line(
          line: row.line, code: row.fields[code], revenue: amount, unit: unit.map { row.fields[$0] },
          source: source.map { row.fields[$0] } ?? ""))
    }
    return lines
  }

  private static func error(_ sentence: String, _ row: CSVFile.Row, _ column: Int, _ file: CSVFile) -> CSVError {
    CSVError(path: file.path, line: row.line, column: column + 1, reason: .unexpected(sentence))
  }
}
