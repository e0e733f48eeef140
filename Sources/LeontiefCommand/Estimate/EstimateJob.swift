import CommandLineSupport
import Leontief

/// What every estimate does around its own work: its targets opened first, the result shown and written in each form that was
/// asked for, and an identity that fails told as a numerical failure.
struct EstimateJob {
  let session: CommandSession
  let settings: EstimationSettings
  private let output: EstimateOutput
  private let options: ReportOptions

  /// `squares` n × n matrices will be made of the table, by which the work is told, too.
  init(
    _ input: TableArgument, _ engine: EngineOptions, _ options: ReportOptions, _ output: EstimateOutput,
    totalFlows: TotalFlows = .refused
  ) throws {
    try self.init(
      tables: [input.table], engine, options, output, negativeOutput: input.negativeOutput, totalFlows: totalFlows)
  }

  /// The same for several tables.
  init(
    tables: [String], _ engine: EngineOptions, _ options: ReportOptions, _ output: EstimateOutput,
    negativeOutput: NegativeOutput, totalFlows: TotalFlows = .refused
  ) throws {
    session = try CommandSession(options, table: tables.first)
    for path in output.paths {
      for table in tables where InputFile.lies(path, inside: table) {
        throw CommandFailure(.usage, "\(path) lies inside \(table); choose another place")
      }
    }
    let flops = tables.lazy.map { [session] in session.flops($0, perCubicSector: 2) }.max() ?? 0
    let engine = try engine.select(quiet: options.quiet, flops: flops)
    session.loop = engine.loop
    settings = EstimationSettings(
      engine: engine, budget: options.budget, negativeOutput: negativeOutput, totalFlows: totalFlows,
      monitor: session.progress.monitor)
    (self.output, self.options) = (output, options)
  }

  /// Reads a study that goes into the result.
  func study(_ path: String) throws -> StudyFile { try study(StudyFile(path: path)) }

  /// Notes a study and its files as inputs.
  func study(_ file: StudyFile) throws -> StudyFile {
    for path in [file.path] + file.files { try session.use(path) }
    return file
  }

  /// The study that takes all that a definition names, and nothing else.
  func study(ofDefinition name: String) throws -> StudyFile {
    let set = try session.activities(name)
    return StudyFile(Study(title: set.title, digital: [], definition: set, source: set.source), path: "definition \(set.id)")
  }

  /// Shows and writes a result. `name` is the document's ("leontief-estimate-NAME/1").
  func finish(_ result: some Presentable, name: String, table: TableSummary) throws {
    try EstimateShowing(session: session, output: output, options: options)
      .finish(result, name: name, table: table, engine: settings.engine)
  }

  /// The same of several years' tables, which are named in remarks.
  func finish(_ result: some Presentable, name: String, tables: [(year: Int, table: TableSummary)]) throws {
    var presentation = result.presentation
    let named = tables.map { year, table in "\(year): \(table.title.isEmpty ? table.id : table.title), \(table.sectors) sectors" }
    presentation.remarks = named + presentation.remarks
    try EstimateShowing(session: session, output: output, options: options)
      .finish(presentation, name: name, table: nil, engine: settings.engine)
  }

  /// Errors: the first identity that does not hold.
  static func refuseFailures(_ checks: [IdentityCheck]) throws {
    for check in checks where !check.holds {
      throw CommandFailure(.numericalFailure, check.failure)
    }
  }
}
