import ArgumentParser
import CommandLineSupport
import Leontief

/// Where a command that makes a table puts it, and what it says about it.
struct TableTarget: ParsableArguments {
  @Option(help: ArgumentHelp("Write the table: a new folder, or a file ending in .csv.", valueName: "dir"))
  var out: String

  @Flag(help: "Replace an existing result.")
  var overwrite = false

  var options: WriteOptions { WriteOptions(existing: overwrite ? .replaced : .refused) }

  /// Writes the result, prints both summaries and the balances, and writes the document when one was asked for.
  func finish(
    _ result: borrowing InputOutputTable, from source: borrowing InputOutputTable, negativeOutput: NegativeOutput,
    schema: String, engine: Engine, session: CommandSession, details: (any Encodable)? = nil
  ) throws {
    session.progress.step("writing \(out)")
    try WriterRegistry.standard.write(result, to: out, options: options)
    let validation = ValidationReport(TableValidation(of: result, negativeOutput: negativeOutput))
    let (before, after) = (TableSummary(source), TableSummary(result))
    session.progress.finish()
    if session.options.printsText {
      try StandardOutput.print("\(before.sectors) sectors → \(after.sectors) sectors in \(out)")
      try StandardOutput.print(after.text)
      try StandardOutput.print(validation.text)
    }
    try session.finish(
      schema: schema, engine: engine,
      content: Content(source: before, table: after, validation: validation, out: out, details: details))
  }

  /// The same for a table that was made of something else than a table.
  func finish(
    _ result: borrowing InputOutputTable, schema: String, engine: Engine, session: CommandSession,
    details: any Encodable
  ) throws {
    session.progress.step("writing \(out)")
    try WriterRegistry.standard.write(result, to: out, options: options)
    let validation = ValidationReport(TableValidation(of: result, negativeOutput: .allowed))
    let summary = TableSummary(result)
    session.progress.finish()
    if session.options.printsText {
      try StandardOutput.print(summary.text)
      try StandardOutput.print(validation.text)
    }
    try session.finish(
      schema: schema, engine: engine,
      content: Content(source: nil, table: summary, validation: validation, out: out, details: details))
  }

  private struct Content: Encodable {
    let source: TableSummary?
    let table: TableSummary
    let validation: ValidationReport
    let out: String
    /// What the command alone has to say.
    let details: (any Encodable)?

    enum CodingKeys: CodingKey { case source, table, validation, out, details }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encodeIfPresent(source, forKey: .source)
      try container.encode(table, forKey: .table)
      try container.encode(validation, forKey: .validation)
      try container.encode(out, forKey: .out)
      if let details { try container.encode(details, forKey: .details) }
    }
  }
}
