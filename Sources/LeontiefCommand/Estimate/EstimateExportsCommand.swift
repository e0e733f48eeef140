import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateExportsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exports",
    abstract: "Value added in the exports of every country: OECD, Koopman-Wang-Wei, Wang-Wei-Zhu and Borin-Mancini terms.",
    discussion: """
      --exporter adds the terms of one country by importer, --sectors what sectors export and add, with comparative \
      advantage; both together the terms by sector and importer.
      """)

  @OptionGroup var input: TableArgument
  @Option(help: ArgumentHelp("A country whose exports are shown by importer; may be given several times.", valueName: "region"))
  var exporter: [String] = []
  @Flag(help: "Show sectors.")
  var sectors = false
  @OptionGroup var trade: TradeOptions
  @OptionGroup var output: EstimateOutput
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func run() throws {
    let job = try EstimateJob(input, engine, options, output)
    let parts = try trade.parts(job.session)
    let table = try job.session.read(input, squares: 3).takeTable()
    job.session.progress.step("value added in exports, \(table.sectorCount) sectors")
    let estimator = ExportEstimator(
      job.settings, parts: parts, basis: trade.valueAdded, detail: exporter.isEmpty ? .none : .exporters(exporter))
    let details = ExportDetails(try estimator.estimate(table), bySector: sectors)
    try job.finish(details, name: "exports", table: TableSummary(table))
  }
}
