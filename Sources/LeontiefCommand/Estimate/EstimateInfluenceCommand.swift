import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateInfluenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "influence", abstract: "Which coefficients the Leontief inverse depends on most (field of influence).",
    discussion: """
      The index of a coefficient is the sum of squares of the answers of all elements of L per unit of its change: by closed \
      form from the norms of L's rows and columns, a solve a sector.
      """)

  @OptionGroup var input: TableArgument
  @Option(help: "What is added to a coefficient; 0 for the field of first order.")
  var change = 0.0
  @Option(help: "How many of the most influential coefficients are listed.")
  var most = 20
  @Option(help: ArgumentHelp("Write the index of every coefficient as .npy (n × n).", valueName: "S.npy"))
  var out: String?
  @OptionGroup var flows: FlowOptions
  @OptionGroup var output: EstimateOutput
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard change.isFinite else { throw ValidationError("--change must be a finite number.") }
    guard most >= 0 else { throw ValidationError("--most must not be negative.") }
  }

  func run() throws {
    if let out, InputFile.lies(out, inside: input.table) {
      throw CommandFailure(.usage, "\(out) lies inside \(input.table); choose another place")
    }
    let job = try EstimateJob(input, engine, options, output, totalFlows: flows.totalFlows)
    let reading = try job.session.read(input, squares: out == nil && change == 0 ? 2 : 3)
    let table = try flows.imports.table(reading, job.settings)
    job.session.progress.step("influence of the coefficients of \(table.sectorCount) sectors")
    let influence = try InfluenceEstimator(job.settings, change: change, mostCells: most, keepsMatrix: out != nil)
      .estimate(table)
    if let out { try influence.matrix?.write(to: out) }
    try job.finish(influence, name: "influence", table: TableSummary(table))
  }
}
