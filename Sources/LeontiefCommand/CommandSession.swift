import CommandLineSupport
import Leontief

/// What every command does around its own work: the document's target opened first, inputs read and their checksums taken
/// before anything is written, progress, and the document at the end.
final class CommandSession {
  let options: ReportOptions
  let progress: StepProgress
  private let start = ContinuousClock.now
  private var target: ReportTarget?
  /// With their checksums, in the order in which they were read: for a document or a checkpoint.
  private(set) var inputs: [InputFile] = []
  private let takesChecksums: Bool
  /// Sizes of tables that were asked for before they are read.
  private var sectorCounts: [String: Int] = [:]
  /// Whose threads and kernels check what is read; one thread without an engine.
  var loop = ParallelLoop.serial

  /// `table` is what the command reads, `out` what it makes: neither may be spoilt by the other, by the document or by a
  /// checkpoint.
  init(_ options: ReportOptions, table: String?, out: String? = nil, checkpoint: String? = nil) throws {
    self.options = options
    takesChecksums = options.json != nil || checkpoint != nil
    progress = options.progress
    let document = options.json == "-" ? nil : options.json
    for result in [out, document, checkpoint].compactMap(\.self) {
      if let table { try Self.refuse(result, inside: table, "is read as a part of the table") }
    }
    if let document, let out { try Self.refuse(document, inside: out, "would be replaced by the result") }
    for result in [out, document].compactMap(\.self) {
      if let checkpoint { try Self.refuse(checkpoint, inside: result, "would be replaced by the result") }
    }
    target = if let path = options.json { try ReportTarget(path: path) } else { nil }
  }

  private static func refuse(_ path: String, inside other: String, _ consequence: String) throws {
    guard InputFile.lies(path, inside: other) else { return }
    throw CommandFailure(.usage, "\(path) lies inside \(other) and \(consequence); choose another place")
  }

  /// Reads and checks a table; warnings go to stderr, errors end the command.
  func read(
    _ path: String, negativeOutput: NegativeOutput, imbalance: GrossImbalance = .refused
  ) throws -> TableReading {
    progress.step("reading \(path)")
    let reading = try ReaderRegistry.standard.read(
      path,
      options: ReadOptions(
        memoryLimit: options.budget.limit, negativeOutput: negativeOutput, imbalance: imbalance,
        loop: loop))
    if takesChecksums { inputs += try InputFile.all(at: path, except: reading.report.leftAlone) }
    if !options.quiet {
      let findings = reading.report.validation?.findings ?? []
      for finding in findings where finding.severity == .warning { StandardError.write("warning: \(finding.sentence)") }
    }
    return reading
  }

  /// Reads the table a command works on. `squares` n × n matrices will be made of it: when they do not fit, that is said
  /// before the first byte is read.
  func read(_ input: TableArgument, squares: Int = 0) throws -> TableReading {
    try read(input.table, negativeOutput: input.negativeOutput, squares: squares)
  }

  /// The same of one of several tables.
  func read(_ path: String, negativeOutput: NegativeOutput, squares: Int) throws -> TableReading {
    if squares > 0 {
      let n = try sectorCount(path)
      let square = MemoryBudget.bytes(rows: n, columns: n)
      let needed = (0..<squares).reduce(0) { sum, _ in MemoryBudget.sum(sum, square) }
      try options.budget.reserve(needed, for: "\(path): working on \(n) sectors")
    }
    return try read(path, negativeOutput: negativeOutput)
  }

  func sectorCount(_ path: String) throws -> Int {
    if let known = sectorCounts[path] { return known }
    let count = try ReaderRegistry.standard.sectorCount(path)
    sectorCounts[path] = count
    return count
  }

  /// Reads the table a solver will work on. When the solver's memory is not there, that is said before the first byte is
  /// read.
  func read(_ input: TableArgument, needing solver: any LeontiefSolver) throws -> TableReading {
    let n = try sectorCount(input.table)
    try options.budget.reserve(
      solver.bytesNeeded(sectors: n, rightHandSides: 1), for: "\(input.table): solving for \(n) sectors (\(solver.name))")
    return try read(input.table, negativeOutput: input.negativeOutput)
  }

  /// The work of a command, by the size its table tells; 0 when it does not tell, which reading it will explain.
  func flops(_ input: TableArgument, perCubicSector factor: Double) -> Double {
    flops(input.table, perCubicSector: factor)
  }

  func flops(_ path: String, perCubicSector factor: Double) -> Double {
    guard let n = try? sectorCount(path) else { return 0 }
    return factor * Double(n) * Double(n) * Double(n)
  }

  /// Notes another file that goes into the result.
  func use(_ path: String) throws {
    if takesChecksums { inputs.append(try InputFile(path: path)) }
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
