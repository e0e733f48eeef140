import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateLengthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "length",
    abstract: "Production length, forward and backward, at home, in traditional trade and in global value chains.")

  @OptionGroup var input: TableArgument
  @OptionGroup var trade: TradeOptions
  @OptionGroup var output: EstimateOutput
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func run() throws {
    let job = try EstimateJob(input, engine, options, output)
    let parts = try trade.parts(job.session)
    let table = try job.session.read(input, squares: 2).takeTable()
    job.session.progress.step("production length of \(table.sectorCount) sectors")
    let estimator = ProductionLengthEstimator(job.settings, parts: parts, basis: trade.valueAdded)
    try job.finish(try estimator.estimate(table), name: "length", table: TableSummary(table))
  }
}
