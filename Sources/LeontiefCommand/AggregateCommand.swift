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
  @OptionGroup var target: TableTarget
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func run() throws {
    let session = try CommandSession(options, table: input.table, out: target.out)
    let engine = try engine.select(quiet: options.quiet)
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
    try target.finish(
      result, from: table, negativeOutput: input.negativeOutput, schema: "leontief-aggregate/1", engine: engine,
      session: session)
  }
}
