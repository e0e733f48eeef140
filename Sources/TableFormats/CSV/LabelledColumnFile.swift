import MatrixCore

/// Texts by label in a CSV file of two columns, as they stand there.
public enum LabelledColumnFile {
  public struct Line: Sendable, Equatable {
    /// The line in the file, counted from 1.
    public let line: Int
    public let label: String
    public let value: String
  }

  /// Errors: `TableReadError` for a file that cannot be read, ragged rows and columns that are not there.
  public static func read(_ path: String, label: String, value: String) throws(TableReadError) -> [Line] {
    let file = try CSVFile(path: path, numberColumns: [value])
    do throws(CSVError) {
      let (labels, values) = (try file.column(label), try file.column(value))
      return file.rows.map { Line(line: $0.line, label: $0.fields[labels], value: $0.fields[values]) }
    } catch { throw .csv(error) }
  }
}
