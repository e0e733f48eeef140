import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateLinkagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "linkages", abstract: "Backward and forward linkages, direct and total, and key sectors.",
    discussion: """
      Normalised linkages compare with the mean of the active sectors. Both forward linkages are given: Ghosh's, by what \
      primary inputs sell for, decides on key sectors unless --forward leontief is given.
      """)

  @OptionGroup var input: TableArgument
  @Option(help: "The forward linkage that decides on key sectors: ghosh or leontief.")
  var forward = Linkages.Forward.ghosh
  @Flag(help: "The coefficients of variation of the Leontief inverse, too: a solve a sector.")
  var dispersion = false
  @OptionGroup var flows: FlowOptions
  @OptionGroup var output: EstimateOutput
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func run() throws {
    let job = try EstimateJob(input, engine, options, output, totalFlows: flows.totalFlows)
    let table = try flows.imports.table(job.session.read(input, squares: 2), job.settings)
    job.session.progress.step("linkages of \(table.sectorCount) sectors")
    let estimator = LinkageEstimator(job.settings, forward: forward, measuresDispersion: dispersion)
    try job.finish(try estimator.estimate(table), name: "linkages", table: TableSummary(table))
  }
}

extension Linkages.Forward: ExpressibleByArgument {}
