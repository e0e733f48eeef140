import ArgumentParser
import CommandLineSupport
import Leontief

/// Where a command that makes a table puts it, and what it says about it.
struct TableTarget: ParsableArguments {
  @Option(help: ArgumentHelp("Write the table: a new folder, or a file ending in .csv.", valueName: "dir"))
  var out: String

  @Flag(help: "Replace an existing result.")
  var overwrite = false

  /// Writes the result, prints both summaries and the balances, and writes the JSON document when asked.
  func finish(
    _ result: borrowing InputOutputTable, from source: borrowing InputOutputTable, schema: String,
    inputs: () throws -> [InputFile], engine: Engine, options: ReportOptions, start: ContinuousClock.Instant,
    progress: StepProgress
  ) throws {
    try WriterRegistry.standard.write(
      result, to: out, options: WriteOptions(existing: overwrite ? .replaced : .refused))
    progress.finish()
    let validation = ValidationReport(TableValidation(of: result))
    let (before, after) = (TableSummary(source), TableSummary(result))
    if options.printsText {
      print("\(before.sectors) sectors → \(after.sectors) sectors in \(out)")
      print(after.text)
      print(validation.text)
    }
    guard let json = options.json else { return }
    try ReportDocument(
      schema: schema, tool: "leontief", inputs: try inputs(), engine: engine,
      seconds: (ContinuousClock.now - start).seconds,
      content: Content(source: before, table: after, validation: validation, out: out)
    ).write(to: json)
  }

  private struct Content: Encodable {
    let source: TableSummary
    let table: TableSummary
    let validation: ValidationReport
    let out: String
  }
}
