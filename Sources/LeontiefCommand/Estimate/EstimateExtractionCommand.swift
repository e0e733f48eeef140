import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateExtractionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extraction", abstract: "What output, value added and jobs are lost without sectors, by each variant.",
    discussion: """
      Hypothetical extraction of some sectors together (--sector), of a region, or of every sector in turn (--all). Sources \
      differ in what is taken out; all variants are given and named.
      """)

  @OptionGroup var input: TableArgument
  @Option(parsing: .upToNextOption, help: ArgumentHelp("Sectors taken out together: CODE or REGION/CODE.", valueName: "code"))
  var sector: [String] = []
  @Option(help: "A region whose sectors are taken out together.")
  var region: String?
  @Flag(help: "Every sector in turn.")
  var all = false
  @Option(
    help: ArgumentHelp("Rows of the table whose losses are wanted, by comma. Default: employment.", valueName: "names"),
    transform: CommaList.names)
  var rows: [String]?
  @OptionGroup var flows: FlowOptions
  @OptionGroup var output: EstimateOutput
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard [!sector.isEmpty, region != nil, all].count(where: { $0 }) == 1 else {
      throw ValidationError("Say what is taken out by one of --sector, --region and --all.")
    }
  }

  func run() throws {
    let job = try EstimateJob(input, engine, options, output, totalFlows: flows.totalFlows)
    let table = try flows.imports.table(job.session.read(input, squares: 2), job.settings)
    let estimator = ExtractionEstimator(job.settings, rows: rows)
    if all {
      job.session.progress.step("extraction of each of \(table.sectorCount) sectors")
      return try job.finish(try estimator.estimateAll(table), name: "extraction", table: TableSummary(table))
    }
    let sectors = table.sectors
    let positions = try region.map { try sectors.members(of: $0) } ?? sectors.positions(of: sector)
    job.session.progress.step("extraction of \(positions.count) sectors")
    try job.finish(try estimator.estimate(table, without: positions), name: "extraction", table: TableSummary(table))
  }
}
