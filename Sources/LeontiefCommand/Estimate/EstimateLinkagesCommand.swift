import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateLinkagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "linkages", abstract: "Backward and forward linkages, direct and total, and key sectors.",
    discussion: """
      Normalised linkages compare with the mean of the active sectors. Both forward linkages are given: Ghosh's, by what \
      primary inputs sell for, decides on key sectors unless --forward leontief is given. Several tables stand side by side.
      """)

  @OptionGroup var input: NationalTables
  @Option(help: "The forward linkage that decides on key sectors: ghosh or leontief.")
  var forward = Linkages.Forward.ghosh
  @Flag(help: "The coefficients of variation of the Leontief inverse, too: a solve a sector.")
  var dispersion = false

  func run() throws {
    try input.run("linkages") { table, settings, _ in
      try LinkageEstimator(settings, forward: forward, measuresDispersion: dispersion).estimate(table)
    }
  }
}

extension Linkages.Forward: ExpressibleByArgument {}
