/// The terms of one country's exports, by sector and importer.
///
/// Shapes: N_s sectors in the order of the country's, C importers; the country itself has none.
public struct BilateralTerms: Sendable, Equatable {
  private var values: [Double]
  private let countries: Int

  init(sectors: Int, countries: Int) {
    values = [Double](repeating: 0, count: sectors * countries * ExportTerms.count)
    self.countries = countries
  }

  /// Terms of the exports of the country's sector at a position inside the country.
  public internal(set) subscript(sector: Int, importer: Int) -> ExportTerms {
    get {
      let first = (sector * countries + importer) * ExportTerms.count
      return ExportTerms(values: Array(values[first..<first + ExportTerms.count]))
    }
    set {
      let first = (sector * countries + importer) * ExportTerms.count
      for k in 0..<ExportTerms.count { values[first + k] = newValue.values[k] }
    }
  }
}
