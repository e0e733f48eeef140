import MatrixCore
import Tables

/// Yearly exchange rates in a CSV file with the columns `year` and `rate` (or `median`).
public struct RateFile: Sendable, Equatable {
  private let rates: [Int: Double]

  /// Errors: `TableReadError` for a file that cannot be read, without those columns, and for cells that are not numbers.
  public init(path: String) throws(TableReadError) {
    let file = try CSVFile(path: path, numberColumns: ["year", "rate", "median", "min", "max"])
    do throws(CSVError) { rates = try Self.read(file) } catch { throw .csv(error) }
  }

  private static func read(_ file: CSVFile) throws(CSVError) -> [Int: Double] {
    let (year, rate) = (try file.column("year"), try file.column(file.header.contains("rate") ? "rate" : "median"))
    var rates: [Int: Double] = [:]
    for row in file.rows {
      do throws(CSVNumberError) {
        let (when, value) = (
          try CSVNumber.parse(Array(row.fields[year].utf8)[...]), try CSVNumber.parse(Array(row.fields[rate].utf8)[...])
        )
        rates[Int(when.rounded())] = value
      } catch { throw CSVError(path: file.path, line: row.line, column: rate + 1, reason: error.reason) }
    }
    return rates
  }

  /// The years nearest to one without a rate above zero, "; nearest are …".
  public func hint(_ year: Int) -> String { NearestYears.hint(year, among: rates.filter { $0.value > 0 }.map(\.key)) }

  /// Nil for a year that the file does not have.
  public func rate(_ year: Int) -> Double? { rates[year] }
}
