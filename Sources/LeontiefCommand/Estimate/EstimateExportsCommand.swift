import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateExportsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exports",
    abstract: "Value added in the exports of every country: OECD, Koopman-Wang-Wei, Wang-Wei-Zhu and Borin-Mancini terms.",
    discussion: """
      --exporter adds the terms of one country by importer, --sectors what sectors export and add, with comparative \
      advantage; both together the terms by sector and importer. What digital sectors export and add is shown of every country \
      where they are known: those of --digital, of --definition, or of the built-in definition that fits the table's codes.
      """)

  @OptionGroup var tables: TradeTableList
  @OptionGroup var input: TradeTables
  @OptionGroup var digital: DigitalSectors
  @Option(help: ArgumentHelp("A country whose exports are shown by importer; may be given several times.", valueName: "region"))
  var exporter: [String] = []
  @Flag(help: "Show sectors.")
  var sectors = false

  func run() throws {
    try input.run(
      "exports", "value added in exports", on: tables.paths, squares: 3, definition: digital.definition
    ) { table, work in
      let set = try digital.set(work.definition, among: table.sectors)
      let estimator = ExportEstimator(
        work.settings, parts: work.parts, basis: work.basis, detail: exporter.isEmpty ? .none : .exporters(exporter))
      return ExportDetails(try estimator.estimate(table), bySector: sectors, digital: set)
    }
  }
}
