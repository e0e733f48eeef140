import MatrixCore
import Tables

/// Yearly figures of sectors in a CSV file: a column `code` (and `region` where there are several), and a column for each year.
///
/// Other columns (index, name, unit) are left alone; an empty cell is a figure that is not there.
public struct SeriesFile: Sendable, Equatable {
  public let path: String
  public let years: [Int]
  /// Figures by the sector's code, or by `REGION/CODE` where the file has regions; one for each year.
  private let values: [String: [Double?]]

  /// Errors: `TableReadError` for a file that cannot be read, without a column of codes or years, with a sector twice, and for
  /// cells that are neither empty nor numbers, with line and column.
  public init(path: String) throws(TableReadError) {
    let file = try CSVFile(path: path, numberColumns: Set((1000...2999).map(String.init)))
    self.path = path
    do throws(CSVError) { (years, values) = try Self.read(file) } catch { throw .csv(error) }
  }

  private static func read(_ file: CSVFile) throws(CSVError) -> ([Int], [String: [Double?]]) {
    let code = try file.column("code")
    let region = file.header.firstIndex(of: "region")
    let columns = file.header.indices.filter { Int(file.header[$0]).map { (1000...2999).contains($0) } ?? false }
    guard !columns.isEmpty else {
      throw CSVError(path: file.path, line: 1, column: 1, reason: .unexpected("no column is named by a year"))
    }
    var values: [String: [Double?]] = [:]
    for row in file.rows {
      let name = (region.map { "\(row.fields[$0])/" } ?? "") + row.fields[code]
      var figures: [Double?] = []
      for column in columns { figures.append(try number(row, column, file)) }
      guard values.updateValue(figures, forKey: name) == nil else {
        throw CSVError(
          path: file.path, line: row.line, column: code + 1, reason: .unexpected("sector \(name) is there twice"))
      }
    }
    return (columns.compactMap { Int(file.header[$0]) }, values)
  }

  private static func number(_ row: CSVFile.Row, _ column: Int, _ file: CSVFile) throws(CSVError) -> Double? {
    guard !row.fields[column].isEmpty else { return nil }
    do throws(CSVNumberError) {
      return try CSVNumber.parse(Array(row.fields[column].utf8)[...])
    } catch { throw CSVError(path: file.path, line: row.line, column: column + 1, reason: error.reason) }
  }

  /// The figure of a sector in a year; nil where the file has none.
  public func value(_ sector: SectorLabel, year: Int) -> Double? { value(sector.qualifiedCode, year) ?? value(sector.code, year) }

  /// The figure under a name as it stands in the file.
  public func value(_ name: String, _ year: Int) -> Double? {
    guard let place = years.firstIndex(of: year) else { return nil }
    return values[name]?[place]
  }

  /// What the file has nearest to a figure above zero that it does not have, "; nearest are …": other years of the sector, or
  /// other sectors.
  public func hint(_ sector: SectorLabel, year: Int) -> String {
    let name = values[sector.qualifiedCode] == nil ? sector.code : sector.qualifiedCode
    guard let figures = values[name] else {
      let hasRegions = names.contains { $0.contains("/") }
      return NearestNames.hint(hasRegions ? sector.qualifiedCode : sector.code, among: names)
    }
    return NearestYears.hint(year, among: zip(years, figures).filter { ($0.1 ?? 0) > 0 }.map(\.0))
  }

  /// All names of the file, sorted.
  public var names: [String] { values.keys.sorted() }
}
