import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateDecompositionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decomposition", abstract: "What a change between two tables is made of: coefficients, technology, demand.",
    discussion: """
      Both tables must have the same sectors, unit and currency, and be at constant prices. With --study the digital sectors' \
      part is shown.
      """)

  @OptionGroup var input: TableArgument
  @Argument(help: "The table of the later year.")
  var new: String
  @Option(help: ArgumentHelp("A study that names the digital sectors.", valueName: "study.yaml"))
  var study: String?
  @OptionGroup var flows: FlowOptions
  @OptionGroup var output: EstimateOutput
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func run() throws {
    for path in output.paths where InputFile.lies(path, inside: new) {
      throw CommandFailure(.usage, "\(path) lies inside \(new); choose another place")
    }
    let job = try EstimateJob(input, engine, options, output, totalFlows: flows.totalFlows)
    let file = try study.map { try job.study($0) }
    let old = try flows.imports.table(job.session.read(input, squares: 4), job.settings)
    let later = try flows.imports.table(job.session.read(new, negativeOutput: input.negativeOutput), job.settings)
    job.session.progress.step("decomposition for \(old.sectorCount) sectors")
    let result = try DecompositionEstimator(job.settings).estimate(from: old, to: later, study: file)
    try job.finish(result, name: "decomposition", table: TableSummary(later))
  }
}
