import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateFootprintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "footprint", abstract: "Satellite intensities, multipliers, and accounts by producer and by consumer.",
    discussion: """
      Accounts in pymrio's letters: S, M, D_pba, D_cba, D_imp, D_exp, by region and category of final demand. A satellite file \
      is CSV (columns sector,NAME,…) or .npy (n, or k × n).
      """)

  @OptionGroup var input: TableArgument
  @Option(
    help: ArgumentHelp("Rows of the table, by comma: employment, value_added, F.", valueName: "names"),
    transform: CommaList.names)
  var rows: [String]?
  @Option(help: ArgumentHelp("Further satellites by sector.", valueName: "file"))
  var satellite: String?
  @OptionGroup var flows: FlowOptions
  @OptionGroup var output: EstimateOutput
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard rows != nil || satellite != nil else { throw ValidationError("Name accounts by --rows or --satellite.") }
  }

  func run() throws {
    let job = try EstimateJob(input, engine, options, output, totalFlows: flows.totalFlows)
    let table = try flows.imports.table(job.session.read(input, squares: 2), job.settings)
    var satellites = try Satellite.rows(rows ?? [], of: table)
    if let satellite {
      satellites += try NumbersFile.read(satellite, table.sectors).map { Satellite(name: $0.name, flows: $0.values) }
      try job.session.use(satellite)
    }
    job.session.progress.step("accounts of \(table.sectorCount) sectors")
    try job.finish(
      try FootprintEstimator(job.settings).estimate(table, satellites), name: "footprint", table: TableSummary(table))
  }
}
