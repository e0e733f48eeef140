import ArgumentParser
import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Show how the cells of each host went over the result files of a folder.",
    discussion: """
      Takes every result of 'run' in the folder, in the order in which the runs began, each host by itself. \
      The last run is held against the one before as 'compare' does, and its median against the median of all earlier \
      ones. Files that are no such results, or not whole and consistent, are left out and named. The csv file has a line \
      for each cell of each run.
      """)

  @Argument(help: ArgumentHelp("A folder of result files.", valueName: "folder"))
  var folder: String
  @Option(help: ArgumentHelp("Write Markdown ('-' for stdout).", valueName: "file"))
  var markdown: String?
  @Option(help: ArgumentHelp("Write csv in long format ('-' for stdout).", valueName: "file"))
  var csv: String?

  func validate() throws {
    if markdown == "-" && csv == "-" { throw ValidationError("only one form can go to stdout") }
  }

  func run() throws {
    let (runs, left) = try RunFiles.history(folder)
    guard !runs.isEmpty else {
      let reason = left.first.map { "; \($0)" } ?? ""
      throw CommandFailure(.badInput, "\(folder): no result of 'leontief-bench run'\(reason)")
    }
    let presentation = HistoryPresentation(runs, left: left)
    if let csv { try ReportTarget(path: csv).write(presentation.csv) }
    if let markdown { try ReportTarget(path: markdown).write(ResultMarkdown(presentation.result, table: nil).text) }
    if csv != "-" && markdown != "-" {
      try StandardOutput.print(CommandLineSupport.ResultText(presentation.result, table: nil, mostRows: .max).text)
    }
  }
}

extension RunFiles {
  /// The results in a folder by the time of their beginning, and a sentence for each file that is left out.
  static func history(_ folder: String) throws -> (runs: [ComparedRun], left: [String]) {
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
      throw CommandFailure(.badInput, "\(folder): cannot read the folder: \(error.localizedDescription)")
    }
    var (runs, left) = ([ComparedRun](), [String]())
    for name in names.sorted() where name.hasSuffix(".json") {
      do { runs += try read(["\(folder)/\(name)"], trusting: false).runs } catch let failure as CommandFailure {
        left.append(failure.message)
      }
    }
    // The names of files break ties of a second.
    return (runs.sorted { ($0.document.startedAt, $0.name) < ($1.document.startedAt, $1.name) }, left)
  }
}
