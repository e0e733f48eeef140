/// A number for each sector and country: what a sector sells to it, or what it absorbs of the sector.
///
/// Shapes: n × C, in the order of the table's sectors and of `Countries`.
public struct CountryValues: Sendable, Equatable {
  public let sectorCount: Int
  public let countryCount: Int
  private var values: [Double]

  public init(sectors: Int, countries: Int) {
    (sectorCount, countryCount) = (sectors, countries)
    values = [Double](repeating: 0, count: sectors * countries)
  }

  /// Sector after sector.
  init(sectors: Int, countries: Int, values: [Double]) {
    precondition(values.count == sectors * countries, "a value for each sector and country")
    (sectorCount, countryCount, self.values) = (sectors, countries, values)
  }

  public subscript(sector: Int, country: Int) -> Double {
    get { values[sector * countryCount + country] }
    set { values[sector * countryCount + country] = newValue }
  }

  /// Sums over the countries.
  public func rowSum(_ sector: Int) -> Double { values[sector * countryCount..<(sector + 1) * countryCount].reduce(0, +) }

  /// The sum over all but one country.
  func rowSum(_ sector: Int, without country: Int) -> Double {
    var sum = 0.0
    for c in 0..<countryCount where c != country { sum += self[sector, c] }
    return sum
  }

  /// One country's column.
  public func column(_ country: Int) -> [Double] { (0..<sectorCount).map { self[$0, country] } }
}
