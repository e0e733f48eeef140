import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimatePricesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prices", abstract: "What prices do when sectors pay more for a primary input (cost push).",
    discussion: """
      --shock CODE=+10% raises what the sector pays for the input by a tenth; REGION/* names all sectors of a region, * all. \
      A file has the columns sector,change. The input is value added unless --on names a row of the table in money: a part of value added (labour, capital, \
      compensation, surplus) or another primary input (imports, taxes).
      """)

  @OptionGroup var input: TableArgument
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Rises: CODE=+10%, CODE=0.1, or a CSV file with the columns sector,change.", valueName: "shock"))
  var shock: [String]
  @Option(
    help: ArgumentHelp("The input that becomes dearer: value_added, primary_inputs, or a row in money.", valueName: "row"))
  var on = "value_added"
  @OptionGroup var flows: FlowOptions
  @OptionGroup var output: EstimateOutput
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func run() throws {
    let job = try EstimateJob(input, engine, options, output, totalFlows: flows.totalFlows)
    var shocks: [CostShock] = []
    for text in shock {
      if let one = CostShock(text) {
        shocks.append(one)
      } else if text.hasSuffix(".csv") {
        shocks += try CostShockFile.read(text)
        try job.session.use(text)
      } else {
        throw CommandFailure(.usage, "--shock \(text) says no change; write CODE=+10% or name a .csv file")
      }
    }
    let table = try flows.imports.table(job.session.read(input, squares: 2), job.settings)
    job.session.progress.step("prices of \(table.sectorCount) sectors")
    let changes = try PriceEstimator(job.settings, input: on).estimate(table, shocks)
    try job.finish(changes, name: "prices", table: TableSummary(table))
  }
}
