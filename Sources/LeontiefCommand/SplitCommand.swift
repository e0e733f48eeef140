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
    let clock = ContinuousClock()
    let start = clock.now
    let engine = engine.select(quiet: options.quiet)
    let file = try StudyFile(path: study)
    let progress = options.progress
    progress.step("reading \(input.table)")
    let table = try input.read(options).takeTable()
    let splitter: Concordance
    do {
      splitter = try Splitter.splitting(file.study.splits, of: table.sectors)
    } catch { throw CommandFailure(.badInput, "\(study): \(error)") }
    progress.step("splitting \(table.sectorCount) sectors")
    let names = file.study.splits.map(\.sector).joined(separator: ", ")
    let result = try table.transformed(
      by: splitter, note: "split \(names) by \(file.study.title)", on: engine, budget: options.budget)
    progress.step("writing \(target.out)")
    try target.finish(
      result, from: table, schema: "leontief-split/1",
      inputs: { try InputFile.all(at: input.table) + [try InputFile(path: study)] }, engine: engine, options: options,
      start: start, progress: progress)
  }
}
