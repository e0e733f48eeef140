import ArgumentParser
import CommandLineSupport
import Leontief

/// The table a command works on, and how it is read.
struct TableArgument: ParsableArguments {
  @Argument(help: "A canonical folder or a labelled CSV file.")
  var table: String

  @Flag(help: "Accept sectors with negative output instead of refusing the table.")
  var allowNegativeOutput = false

  var negativeOutput: NegativeOutput { allowNegativeOutput ? .allowed : .refused }

  /// Reads and checks the table; warnings go to stderr, errors end the command.
  func read(_ options: ReportOptions) throws -> TableReading {
    try TableArgument.read(table, negativeOutput: negativeOutput, options)
  }

  static func read(_ path: String, negativeOutput: NegativeOutput, _ options: ReportOptions) throws -> TableReading {
    let reading = try ReaderRegistry.standard.read(
      path, options: ReadOptions(memoryLimit: options.budget.limit, negativeOutput: negativeOutput))
    if !options.quiet {
      let findings = reading.report.validation?.findings ?? []
      for finding in findings where finding.severity == .warning { StandardError.write("warning: \(finding.sentence)") }
    }
    return reading
  }
}
