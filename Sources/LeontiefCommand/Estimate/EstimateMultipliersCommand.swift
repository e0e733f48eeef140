import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateMultipliersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "multipliers",
    abstract: "Output, value-added, employment and other multipliers, with Type I ratios and their parts by region.",
    discussion: """
      Every row of the table that has a value for each sector is a measure: employment, compensation, imports, taxes. \
      With --study the output multiplier of the digital sectors stands against the others', by each weight in use.
      """)

  @OptionGroup var input: TableArgument
  @Option(help: ArgumentHelp("A study that names the digital sectors.", valueName: "study.yaml"))
  var study: String?
  @OptionGroup var flows: FlowOptions
  @OptionGroup var output: EstimateOutput
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func run() throws {
    let job = try EstimateJob(input, engine, options, output, totalFlows: flows.totalFlows)
    let file = try study.map { try job.study($0) }
    let table = try flows.imports.table(job.session.read(input, squares: 2), job.settings)
    job.session.progress.step("multipliers of \(table.sectorCount) sectors")
    let multipliers = try MultiplierEstimator(job.settings).estimate(table, study: file)
    try job.finish(multipliers, name: "multipliers", table: TableSummary(table))
  }
}
