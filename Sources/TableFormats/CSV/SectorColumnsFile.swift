import MatrixCore
import Tables

/// Numbers by sector in a CSV file: a column `sector` (CODE or REGION/CODE) and a column for each row of numbers.
public enum SectorColumnsFile {
  /// The columns in the order of the file, each brought into the order of the sectors.
  ///
  /// Shapes: n values a column. Errors: `TableReadError` for a file that cannot be read, for numbers that are none or not
  /// finite, and for sectors that are unknown, ambiguous, there twice or missing, each with its line.
  public static func read(
    _ path: String, sectors: SectorIndex
  ) throws(TableReadError) -> [(name: String, values: [Double])] {
    let file = try CSVFile(path: path)
    do throws(CSVError) { return try columns(file, sectors) } catch { throw .csv(error) }
  }

  private static func columns(
    _ file: CSVFile, _ sectors: SectorIndex
  ) throws(CSVError) -> [(name: String, values: [Double])] {
    let label = try file.column("sector")
    let others = file.header.indices.filter { $0 != label && file.header[$0] != "index" }
    guard !others.isEmpty else {
      throw CSVError(path: file.path, line: 1, column: 1, reason: .unexpected("there is no column beside 'sector'"))
    }
    var columns = others.map { (name: file.header[$0], values: [Double](repeating: 0, count: sectors.count)) }
    var lines = [Int?](repeating: nil, count: sectors.count)
    for row in file.rows {
      let position = try position(row, label, sectors, file.path)
      if let first = lines[position] {
        throw unexpected("sector '\(row.fields[label])' is there twice, first in line \(first)", row, label, file.path)
      }
      lines[position] = row.line
      for (k, column) in others.enumerated() { columns[k].values[position] = try number(row, column, file.path) }
    }
    if let missing = lines.firstIndex(of: nil) {
      let sentence = "there is no line for sector \(sectors[missing].qualifiedCode); every sector needs one"
      throw CSVError(path: file.path, line: file.rows.last?.line ?? 1, column: 1, reason: .unexpected(sentence))
    }
    return columns
  }

  private static func position(
    _ row: CSVFile.Row, _ column: Int, _ sectors: SectorIndex, _ path: String
  ) throws(CSVError) -> Int {
    let name = row.fields[column]
    switch sectors.position(of: name) {
    case .found(let position): return position
    case .unknown: throw unexpected("sector '\(name)' is not in the table", row, column, path)
    case .ambiguous(let matches):
      let first = matches.first.map { sectors[$0].qualifiedCode } ?? name
      throw unexpected("sector '\(name)' is in several regions; write \(first)", row, column, path)
    }
  }

  private static func number(_ row: CSVFile.Row, _ column: Int, _ path: String) throws(CSVError) -> Double {
    let value: Double
    do throws(CSVNumberError) { value = try CSVNumber.parse(Array(row.fields[column].utf8)[...]) } catch {
      throw CSVError(path: path, line: row.line, column: column + 1, reason: error.reason)
    }
    guard value.isFinite else { throw unexpected("'\(row.fields[column])' is not a finite number", row, column, path) }
    return value
  }

  private static func unexpected(_ sentence: String, _ row: CSVFile.Row, _ column: Int, _ path: String) -> CSVError {
    CSVError(path: path, line: row.line, column: column + 1, reason: .unexpected(sentence))
  }
}
