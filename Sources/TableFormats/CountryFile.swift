import MatrixCore

/// Which regions of a table are parts of which country: a CSV file with the columns `region,country`.
public enum CountryFile {
  /// Countries by region. Errors: `TableReadError` for a file that cannot be read, ragged rows, missing columns, empty names
  /// and regions named twice, with line and column.
  public static func read(_ path: String) throws(TableReadError) -> [String: String] {
    let file = try CSVFile(path: path)
    do throws(CSVError) { return try countries(file) } catch { throw .csv(error) }
  }

  private static func countries(_ file: CSVFile) throws(CSVError) -> [String: String] {
    let (region, country) = (try file.column("region"), try file.column("country"))
    var countries: [String: String] = [:]
    for row in file.rows {
      for column in [region, country] where row.fields[column].isEmpty {
        throw CSVError(
          path: file.path, line: row.line, column: column + 1, reason: .unexpected("'\(file.header[column])' is empty"))
      }
      let name = row.fields[region]
      guard countries.updateValue(row.fields[country], forKey: name) == nil else {
        throw CSVError(
          path: file.path, line: row.line, column: region + 1, reason: .unexpected("region '\(name)' is there twice"))
      }
    }
    return countries
  }
}
