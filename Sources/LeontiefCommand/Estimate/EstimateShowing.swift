import CommandLineSupport
import Leontief

/// Shows a result and writes it in each form that was asked for.
struct EstimateShowing {
  let session: CommandSession
  let output: EstimateOutput
  let options: ReportOptions

  /// Errors: files that cannot be written; then the first identity that does not hold.
  func finish(_ result: some Presentable, name: String, table: TableSummary?, engine: Engine?) throws {
    let presentation = result.presentation
    session.progress.finish()
    try writeFiles(presentation, table: table)
    if options.printsText { try StandardOutput.print(ResultText(presentation, table: table).text) }
    try session.finish(
      schema: "leontief-estimate-\(name)/1", engine: engine, content: EstimateDocument(presentation, table: table))
    try EstimateJob.refuseFailures(presentation.checks)
  }

  /// The csv files, Markdown and page that were asked for.
  func writeFiles(_ presentation: EstimateResult, table: TableSummary?) throws {
    if let folder = output.csv { try ResultFolder(path: folder).write(presentation.tables) }
    if let file = output.markdown {
      try ReportTarget(path: file).write(ResultMarkdown(presentation, table: table).text)
    }
    if let file = output.html {
      try ReportTarget(path: file).write(ResultPage(presentation, table: table).text)
    }
  }
}
