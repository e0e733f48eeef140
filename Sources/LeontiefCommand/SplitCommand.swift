import ArgumentParser
import CommandLineSupport
import Leontief

struct SplitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split", abstract: "Divide sectors of a table by the shares of a study.")

  @OptionGroup var input: TableArgument
  @Option(help: ArgumentHelp("The study whose 'split' entries are made.", valueName: "study.yaml"))
  var study: String
  @OptionGroup var target: TableTarget
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func run() throws {
    let session = try CommandSession(options, table: input.table, out: target.out)
    let engine = try engine.select(quiet: options.quiet)
    session.loop = engine.loop
    let file = try StudyFile(path: study)
    for path in [study] + file.files { try session.use(path) }
    let table = try session.read(input).takeTable()
    let splitter = try file.splitter(of: table.sectors)
    session.progress.step("splitting \(table.sectorCount) sectors")
    let names = file.study.splits.map(\.sector).joined(separator: ", ")
    let note = "split \(names.isEmpty ? "nothing" : names) by \(file.study.title.isEmpty ? study : file.study.title)"
    let result = try table.transformed(by: splitter, note: note, on: engine, budget: options.budget)
    try target.finish(
      result, from: table, negativeOutput: input.negativeOutput, schema: "leontief-split/1", engine: engine,
      session: session)
  }
}
