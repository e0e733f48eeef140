/// Why a measure of trade was not made.
public enum TradeError: Error, Equatable, CustomStringConvertible {
  /// The flows are those of one country: imports and exports are totals without partners.
  case notMultiRegional(table: String)
  case tooFewCountries(table: String)
  case noFlows(table: String)
  /// A map of countries names a region that is not there.
  case unknownRegion(String, regions: [String])
  case unknownCountry(String, countries: [String])
  /// A code that no region has.
  case unknownCode(String, nearest: [String])
  /// The codes of the table fit none of the built-in definitions of sector sets.
  case noDefinition(table: String, known: [String])
  /// A set that is asked for, and no definition gives it.
  case emptySet(String)

  public var description: String {
    switch self {
    case .notMultiRegional(let table):
      "the flows of \(table) are those of one country; trade by partner needs a multi-regional table"
    case .tooFewCountries(let table): "\(table) has fewer than two countries; trade needs two"
    case .noFlows(let table): "\(table) has coefficients and no flows; exports need Z.npy"
    case .unknownRegion(let name, let regions): "the map of countries names region \(name); the table has \(Self.list(regions))"
    case .unknownCountry(let name, let countries): "there is no country \(name); the table has \(Self.list(countries))"
    case .unknownCode(let code, let nearest):
      "no region has a sector \(code)\(nearest.isEmpty ? "" : "; nearest are \(Self.list(nearest))")"
    case .noDefinition(let table, let known):
      "the sectors of \(table) fit none of the built-in definitions (\(Self.list(known))); name them (--digital, --manufacturing)"
    case .emptySet(let name): "no sector is named as \(name)"
    }
  }

  private static func list(_ names: [String], most: Int = 12) -> String {
    names.prefix(most).joined(separator: ", ") + (names.count > most ? ", … \(names.count - most) more" : "")
  }
}
