import ArgumentParser
import CommandLineSupport
import Leontief

/// What estimates of one table, or of one for each of several years, have in common.
struct YearTables: ParsableArguments {
  @Flag(help: "Accept sectors with negative output instead of refusing a table.")
  var allowNegativeOutput = false
  @OptionGroup var output: EstimateOutput
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  /// A study by its path, and where the tables of its years lie, if not beside it.
  struct StudyOfYears {
    let path: String
    let folder: String?
  }

  /// What is estimated: the name of its document, what its progress is called, the tables named, and what else it needs.
  struct Estimate {
    var name: String
    var step: String
    var tables: [String]
    var study: StudyOfYears?
    var totalFlows = TotalFlows.refused
    /// n × n matrices that are made of a table.
    var squares = 2
    /// The study's deflators do not matter: figures are at the prices of the tables.
    var takesDeflators = false
  }

  /// Estimates on every table, those named or a study's, and shows the result.
  ///
  /// `prepare` is run before a table is read, `convert` makes the table of what was read.
  func run<Context, Result: Presentable & Sendable>(
    _ wanted: Estimate, prepare: (EstimateJob) throws -> Context,
    convert: (consuming TableReading, EstimationSettings) throws -> InputOutputTable,
    _ estimate: (consuming InputOutputTable, EstimationSettings, StudyFile?, Context) throws -> Result
  ) throws {
    let ofYears = try wanted.study.flatMap { try TableYears($0, wanted.tables, takesDeflators: wanted.takesDeflators) }
    let tables = ofYears?.tables ?? wanted.tables
    guard !tables.isEmpty else {
      throw CommandFailure(.usage, "no table is named; see 'leontief estimate \(wanted.name) --help'")
    }
    var economy = try ofYears ?? (tables.count > 1 ? TableYears(tables) : nil)
    let job = try EstimateJob(
      tables: tables, engine, options, output, negativeOutput: allowNegativeOutput ? .allowed : .refused,
      totalFlows: wanted.totalFlows)
    let file = try wanted.study.map { try job.study(ofYears?.study ?? StudyFile(path: $0.path)) }
    let context = try prepare(job)
    var (results, summaries): ([Result], [TableSummary]) = ([], [])
    for (k, path) in tables.enumerated() {
      let reading = try job.session.read(path, negativeOutput: job.settings.negativeOutput, squares: wanted.squares)
      let table = try convert(reading, job.settings)
      try economy?.add(table.sectors, at: k)
      job.session.progress.step("\(wanted.step), \(table.sectorCount) sectors")
      summaries.append(TableSummary(table))
      let part = Double(k) / Double(tables.count)...Double(k + 1) / Double(tables.count)
      results.append(try estimate(table, job.settings.watched(part), file, context))
    }
    guard let years = economy?.years else { return try job.finish(results[0], name: wanted.name, table: summaries[0]) }
    let dated = zip(years, summaries).map { (year: $0, table: $1) }
    try job.finish(Yearly(zip(years, results).map { .init($0, $1) }), name: wanted.name, tables: dated)
  }
}
