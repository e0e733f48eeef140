import MatrixCore
import Tables

/// What every sector sells to every country, for use in production and for final use, and so its gross exports.
///
/// Exports are what leaves the country, intermediate and final: e_sr = Σ_j∈r z_ij + y_ir, r ≠ s.
/// Units: money of the table.
/// Cost: one pass over the flows.
public struct TradeFlows: Sendable {
  public let countries: Countries
  /// Z by using country, n × C; a sector's own country included.
  public let intermediate: CountryValues
  /// Y by absorbing country, n × C.
  public let final: CountryValues
  /// e, gross exports of every sector.
  public let exports: [Double]
  /// x − Z1 − y, what the table's rows do not account for.
  public let imbalance: [Double]

  /// By the loop's threads, on which the sums do not depend. Errors: `EstimationError` for tables without output or final demand.
  public init(
    _ table: borrowing InputOutputTable, _ countries: Countries, on loop: ParallelLoop = .serial
  ) throws(EstimationError) {
    guard let output = table.output else { throw .noOutput(table: table.metadata.title) }
    guard !table.demand.isEmpty else { throw .noFinalDemand(table: table.metadata.title) }
    self.countries = countries
    intermediate = Self.sums(table.transactions.view, countries.ofSector, countries.count, loop)
    final = Self.sums(table.finalDemand.view, countries.ofDemand, countries.count, loop)
    let (z, y) = (intermediate, final)
    exports = output.indices.map { z.rowSum($0, without: countries.ofSector[$0]) + y.rowSum($0, without: countries.ofSector[$0]) }
    imbalance = output.indices.map { output[$0] - z.rowSum($0) - y.rowSum($0) }
  }

  /// Columns summed by their country, in runs of one country.
  private static func sums(
    _ values: MatrixView<Double>, _ countries: [Int], _ count: Int, _ loop: ParallelLoop
  ) -> CountryValues {
    var runs: [(country: Int, columns: Range<Int>)] = []
    for (j, country) in countries.enumerated() {
      if let last = runs.last, last.country == country {
        runs[runs.count - 1].columns = last.columns.lowerBound..<j + 1
      } else {
        runs.append((country, j..<j + 1))
      }
    }
    let sums = values.sums(ofColumns: runs.map(\.columns), by: runs.map(\.country), groups: count, on: loop)
    return CountryValues(sectors: values.rows, countries: count, values: sums)
  }

  /// e_sr of a sector to a country: 0 to its own.
  public func exports(_ sector: Int, to country: Int) -> Double {
    country == countries.ofSector[sector] ? 0 : intermediate[sector, country] + final[sector, country]
  }

  /// Gross exports of a country.
  public func exports(of country: Int) -> Double { countries.members[country].map { exports[$0] }.compensatedSum() }

  /// What a country imports from all others, for production and final use.
  public func imports(of country: Int) -> Double { exports.indices.map { exports($0, to: country) }.compensatedSum() }
}
