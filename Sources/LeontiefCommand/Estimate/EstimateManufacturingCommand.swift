import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateManufacturingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manufacturing",
    abstract: "Digital services in the manufacturing output and exports of every country of a multi-regional table.",
    discussion: """
      The sectors are those of the built-in definition that fits the table's codes (WIOD-35, WIOD-56, OECD-36, OECD-45, \
      LR-WIOD-23), those of --definition, or those named here. 'leontief definitions wiod35' prints one to be changed.
      """)

  @OptionGroup var tables: TradeTableList
  @OptionGroup var input: TradeTables
  @Option(help: ArgumentHelp("The digital services, in all regions.", valueName: "code,…"))
  var digital: SectorCodes?
  @Option(help: ArgumentHelp("The manufacturing sectors, in all regions.", valueName: "code,…"))
  var manufacturing: SectorCodes?
  @Option(help: ArgumentHelp("Sectors not named here: a definition, built in or a file.", valueName: "name"))
  var definition: String?

  func run() throws {
    try input.run("manufacturing", "digital services in manufacturing", on: tables.paths, definition: definition) { table, work in
      try ManufacturingEstimator(
        work.settings, parts: work.parts, basis: work.basis, digital: digital?.codes, manufacturing: manufacturing?.codes,
        definition: work.definition
      ).estimate(flowsOf: table)
    }
  }
}
