import ArgumentParser
import CommandLineSupport
import Leontief

struct AggregateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "aggregate", abstract: "Bring a table into another classification by a map.",
    discussion:
      "MAP is a CSV file with the columns from,to[,weight]. Every sector must be mapped; weights of one sector sum to 1.")

  @OptionGroup var input: TableArgument
  @Option(help: ArgumentHelp("The map.", valueName: "map.csv"))
  var map: String
  @Flag(help: "Show what the aggregation does to multipliers.")
  var bias = false
  @Option(help: ArgumentHelp("With --bias: a final demand by sector for which outputs are compared.", valueName: "file"))
  var demand: String?
  @OptionGroup var target: TableTarget
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard bias || demand == nil else { throw ValidationError("--demand is for --bias.") }
  }

  func run() throws {
    let session = try CommandSession(options, table: input.table, out: target.out)
    let engine = try engine.select(quiet: options.quiet)
    session.loop = engine.loop
    let table = try session.read(input).takeTable()
    let entries = try ConcordanceFile.read(map)
    try session.use(map)
    let concordance: Concordance
    do {
      concordance = try Aggregator.mapping(entries, of: table.sectors)
    } catch { throw CommandFailure(.badInput, "\(map): \(error)") }
    session.progress.step("aggregating \(table.sectorCount) sectors")
    let note = "aggregated \(table.sectorCount) sectors to \(concordance.targets.count)"
    let result = try table.transformed(by: concordance, note: note, on: engine, budget: options.budget)
    let effects = bias ? try effects(table, concordance, result, engine, session) : nil
    if let effects, options.printsText {
      try StandardOutput.print(ResultText(effects, table: TableSummary(result)).text + "\n")
    }
    let details = effects.map { EstimateDocument($0, table: TableSummary(result)) }
    try target.finish(
      result, from: table, negativeOutput: input.negativeOutput, schema: "leontief-aggregate/1", engine: engine,
      session: session, details: details)
    if let effects { try EstimateJob.refuseFailures(effects.checks) }
  }

  private func effects(
    _ table: borrowing InputOutputTable, _ concordance: Concordance, _ result: borrowing InputOutputTable, _ engine: Engine,
    _ session: CommandSession
  ) throws -> EstimateResult {
    var vector: [Double]?
    if let demand {
      let columns = try NumbersFile.read(demand, table.sectors)
      guard columns.count == 1 else {
        throw CommandFailure(.badInput, "\(demand) has \(columns.count) rows of numbers; one is needed")
      }
      try session.use(demand)
      vector = columns[0].values
    }
    let settings = EstimationSettings(
      engine: engine, budget: options.budget.holding(table.allocatedBytes), negativeOutput: input.negativeOutput,
      totalFlows: .technological, monitor: session.progress.monitor)
    return try AggregationBiasEstimator(settings).estimate(table, concordance, result, demand: vector).presentation
  }
}
