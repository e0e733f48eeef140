import MatrixCore
import Tables

/// A map between classifications in a CSV file with the columns `from,to[,weight]`.
public enum ConcordanceFile {
  /// Reads the lines of a map. A missing weight column means 1 everywhere.
  ///
  /// Errors: `TableReadError` for a file that cannot be read, ragged rows, columns that are missing or there twice, names that
  /// are empty or have blanks around them outside quotes, and weights that are not numbers, with line and column.
  public static func read(_ path: String) throws(TableReadError) -> [ConcordanceEntry] {
    let file = try CSVFile(path: path, numberColumns: ["weight"])
    do throws(CSVError) { return try entries(file) } catch { throw .csv(error) }
  }

  private static func entries(_ file: CSVFile) throws(CSVError) -> [ConcordanceEntry] {
    let (from, to) = (try file.column("from"), try file.column("to"))
    let weight = file.header.firstIndex(of: "weight")
    var entries: [ConcordanceEntry] = []
    for row in file.rows {
      for column in [from, to] where row.fields[column].isEmpty {
        throw CSVError(
          path: file.path, line: row.line, column: column + 1, reason: .unexpected("'\(file.header[column])' is empty"))
      }
      var entry = ConcordanceEntry(from: row.fields[from], to: row.fields[to])
      if let weight { entry.weight = try number(row, weight, file) }
      entries.append(entry)
    }
    return entries
  }

  private static func number(_ row: CSVFile.Row, _ column: Int, _ file: CSVFile) throws(CSVError) -> Double {
    do throws(CSVNumberError) {
      return try CSVNumber.parse(Array(row.fields[column].utf8)[...])
    } catch { throw CSVError(path: file.path, line: row.line, column: column + 1, reason: error.reason) }
  }
}
