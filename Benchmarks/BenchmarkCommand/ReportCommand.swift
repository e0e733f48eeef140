import ArgumentParser
import BenchmarkHarness
import CommandLineSupport
import Leontief

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Show result files as a page, Markdown or csv.",
    discussion: """
      Hosts side by side with their differences marked, every cell with its interval, rates of VALID cells, the engines of \
      each host against each other, round by round, and the hosts against the first, where they are comparable (see \
      'compare'); on the page all samples in their order, too. The page is one file that loads nothing and runs no scripts. \
      The csv file has a line for each figure: host,cell,engine,threads,metric,value,lo,hi,state. Without --html, --markdown \
      and --csv the report is printed as Markdown.
      """)

  @Argument(help: ArgumentHelp("Result files of 'run'.", valueName: "file"))
  var files: [String] = []
  @Option(help: ArgumentHelp("Write one page with charts, for a browser.", valueName: "file"))
  var html: String?
  @Option(help: ArgumentHelp("Write Markdown ('-' for stdout).", valueName: "file"))
  var markdown: String?
  @Option(help: ArgumentHelp("Write csv in long format ('-' for stdout).", valueName: "file"))
  var csv: String?
  @Flag(help: "Report on files whose checksum or figures do not fit; the report says so.")
  var force = false

  func validate() throws {
    guard !files.isEmpty else { throw ValidationError("report needs a result file") }
    guard [html, markdown, csv].count(where: { $0 == "-" }) < 2 else {
      throw ValidationError("only one form can go to stdout")
    }
  }

  func run() throws {
    let (runs, doubts) = try RunFiles.read(files, trusting: force)
    let report = ReportPresentation(runs, doubts: doubts)
    if let html { try ReportTarget(path: html).write(ResultPage(report.result(withSamples: true), table: nil).text) }
    if let csv { try ReportTarget(path: csv).write(LongTable(runs).text) }
    let isMissing = html == nil && csv == nil
    if let target = markdown ?? (isMissing ? "-" : nil) {
      try ReportTarget(path: target).write(ResultMarkdown(report.result(withSamples: false), table: nil).text)
    }
  }
}
