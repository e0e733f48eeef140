import CommandLineSupport
import Leontief

/// What every command does around its own work: the document's target opened first, inputs read and their checksums taken
/// before anything is written, progress, and the document at the end.
final class CommandSession {
  let options: ReportOptions
  let progress: StepProgress
  private let start = ContinuousClock.now
  private var target: ReportTarget?
  private var inputs: [InputFile] = []

  init(_ options: ReportOptions) throws {
    self.options = options
    progress = options.progress
    target = if let path = options.json { try ReportTarget(path: path) } else { nil }
  }

  /// Reads and checks a table; warnings go to stderr, errors end the command.
  func read(_ path: String, negativeOutput: NegativeOutput) throws -> TableReading {
    progress.step("reading \(path)")
    let reading = try ReaderRegistry.standard.read(
      path, options: ReadOptions(memoryLimit: options.budget.limit, negativeOutput: negativeOutput))
    if options.json != nil { inputs += try InputFile.all(at: path, except: reading.report.leftAlone) }
    if !options.quiet {
      let findings = reading.report.validation?.findings ?? []
      for finding in findings where finding.severity == .warning { StandardError.write("warning: \(finding.sentence)") }
    }
    return reading
  }

  /// Reads the table a command works on. `squares` n × n matrices will be made of it: when they do not fit, that is said
  /// before the first byte is read.
  func read(_ input: TableArgument, squares: Int = 0) throws -> TableReading {
    if squares > 0 {
      let n = try ReaderRegistry.standard.probe(input.table).sectorCount
      let square = MemoryBudget.bytes(rows: n, columns: n)
      let needed = (0..<squares).reduce(0) { sum, _ in MemoryBudget.sum(sum, square) }
      try options.budget.reserve(needed, for: "\(input.table): working on \(n) sectors")
    }
    return try read(input.table, negativeOutput: input.negativeOutput)
  }

  /// Notes another file that goes into the result.
  func use(_ path: String) throws {
    if options.json != nil { inputs.append(try InputFile(path: path)) }
  }

  /// A result inside the table's folder would be read as a part of it from then on.
  func refuse(output: String?, inside table: String) throws {
    guard let output, InputFile.isFolder(table), InputFile.lies(output, inside: table) else { return }
    throw CommandFailure(.usage, "\(output) lies inside the table \(table), which would read it as a part; choose another place")
  }

  /// Writes the document when one was asked for.
  func finish<Content: Encodable>(schema: String, engine: Engine?, content: @autoclosure () -> Content) throws {
    progress.finish()
    guard let target = target.take() else { return }
    try target.write(
      ReportDocument(
        schema: schema, tool: "leontief", inputs: inputs, engine: engine,
        seconds: (ContinuousClock.now - start).seconds, content: content()))
  }
}
