import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateManufacturingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manufacturing",
    abstract: "Digital services in the manufacturing output and exports of every country of a multi-regional table.",
    discussion: """
      The sectors are those of the built-in definition that fits the table's codes (WIOD-35, WIOD-56, OECD-36, OECD-45, \
      LR-WIOD-23), or those named here.
      """)

  @OptionGroup var input: TableArgument
  @Option(help: ArgumentHelp("The digital services, in all regions.", valueName: "code,…"))
  var digital: SectorCodes?
  @Option(help: ArgumentHelp("The manufacturing sectors, in all regions.", valueName: "code,…"))
  var manufacturing: SectorCodes?
  @OptionGroup var trade: TradeOptions
  @OptionGroup var output: EstimateOutput
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func run() throws {
    let job = try EstimateJob(input, engine, options, output)
    let parts = try trade.parts(job.session)
    let table = try job.session.read(input, squares: 2).takeTable()
    job.session.progress.step("digital services in manufacturing, \(table.sectorCount) sectors")
    let estimator = ManufacturingEstimator(
      job.settings, parts: parts, basis: trade.valueAdded, digital: digital?.codes, manufacturing: manufacturing?.codes)
    try job.finish(try estimator.estimate(table), name: "manufacturing", table: TableSummary(table))
  }
}
