import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateDigitalWorldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digital-world", abstract: "The digital share of the world economy, by origin, by use and bilateral.",
    discussion: """
      The digital sectors are those of --study, whose bare codes mean the sectors of all regions, those named by --digital, \
      or whole sectors of the built-in definition that fits the table's codes.
      """)

  @OptionGroup var input: TableArgument
  @Option(help: ArgumentHelp("A study that names the digital sectors.", valueName: "study.yaml"))
  var study: String?
  @Option(help: ArgumentHelp("The digital sectors, in all regions.", valueName: "code,…"))
  var digital: SectorCodes?
  @OptionGroup var trade: TradeOptions
  @OptionGroup var output: EstimateOutput
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func validate() throws {
    if study != nil, digital != nil { throw ValidationError("--study and --digital both name the digital sectors; give one") }
  }

  func run() throws {
    let job = try EstimateJob(input, engine, options, output)
    let parts = try trade.parts(job.session)
    let file = try study.map { try job.study($0) }
    let table = try job.session.read(input, squares: 2).takeTable()
    job.session.progress.step("digital economy of \(table.sectorCount) sectors")
    let estimator = DigitalWorldEstimator(job.settings, parts: parts, basis: trade.valueAdded, digital: digital?.codes)
    try job.finish(try estimator.estimate(table, study: file), name: "digital-world", table: TableSummary(table))
  }
}
