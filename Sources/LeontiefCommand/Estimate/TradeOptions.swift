import ArgumentParser
import CommandLineSupport
import Leontief

/// How a multi-regional table is taken by measures of trade.
struct TradeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Regions that are parts of a country: columns region,country.", valueName: "map.csv"))
  var countries: String?
  @Option(help: "Value added: given by the table where it has any, or residual, x − 1ᵀZ.")
  var valueAdded = ValueAddedBasis.given

  /// The map; empty without one.
  func parts(_ session: CommandSession) throws -> [String: String] {
    guard let countries else { return [:] }
    let parts = try CountryFile.read(countries)
    try session.use(countries)
    return parts
  }
}

extension ValueAddedBasis: ExpressibleByArgument {}

/// Codes separated by commas; at least one.
struct SectorCodes: ExpressibleByArgument {
  let codes: [String]

  init?(argument: String) {
    guard let names = try? CommaList.names(argument) else { return nil }
    codes = names
  }
}
