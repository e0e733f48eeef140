import ArgumentParser
import CommandLineSupport
import Leontief

/// The tables of an estimate that needs one at least.
struct TradeTableList: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A canonical folder or a labelled CSV file; several, of ascending years, give one result with a column of years and the "
        + "changes.", valueName: "table"))
  var paths: [String]
}

/// What the estimates of multi-regional tables share: how one table, or one for each of several years, is taken.
struct TradeTables: ParsableArguments {
  @Flag(help: "Accept sectors with negative output instead of refusing a table.")
  var allowNegativeOutput = false
  @OptionGroup var trade: TradeOptions
  @OptionGroup var output: EstimateOutput
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  /// What an estimate gets beside a table.
  struct Work {
    let settings: EstimationSettings
    /// Regions that are parts of a country, by its name.
    let parts: [String: String]
    let basis: ValueAddedBasis
    let study: StudyFile?
    let definition: SectorDefinition?
  }

  /// A study by its path, and where the tables of its years lie, if not beside it.
  struct StudyOfTrade {
    let path: String
    let folder: String?
  }

  /// Estimates on every table, those named or a study's, and shows the result. `name` is the document's; `squares` n × n matrices are made of a table.
  func run<Result: Presentable & Sendable>(
    _ name: String, _ step: String, on named: [String], squares: Int = 2, study: StudyOfTrade? = nil, definition: String? = nil,
    _ estimate: (consuming InputOutputTable, Work) throws -> Result
  ) throws {
    let ofYears = try study.flatMap { try TradeYears($0, named) }
    let tables = ofYears?.tables ?? named
    guard !tables.isEmpty else { throw CommandFailure(.usage, "no table is named; see 'leontief estimate \(name) --help'") }
    let years = try ofYears?.years ?? (tables.count > 1 ? TradeYears(tables).years : [])
    let job = try EstimateJob(
      tables: tables, engine, options, output, negativeOutput: allowNegativeOutput ? .allowed : .refused)
    let parts = try trade.parts(job.session)
    let file = try study.map { try job.study(ofYears?.study ?? StudyFile(path: $0.path)) }
    let definition = try definition.map { try job.session.sectorSets($0) }
    var (results, summaries): ([Result], [TableSummary]) = ([], [])
    for (k, path) in tables.enumerated() {
      let table = try job.session.read(path, negativeOutput: job.settings.negativeOutput, squares: squares).takeTable()
      job.session.progress.step("\(step), \(table.sectorCount) sectors")
      summaries.append(TableSummary(table))
      let part = Double(k) / Double(tables.count)...Double(k + 1) / Double(tables.count)
      let settings = job.settings.watched(part)
      let work = Work(settings: settings, parts: parts, basis: trade.valueAdded, study: file, definition: definition)
      results.append(try estimate(table, work))
    }
    if years.isEmpty {
      try job.finish(results[0], name: name, table: summaries[0])
    } else {
      try job.finish(Yearly(zip(years, results).map { .init($0, $1) }), name: name, tables: summaries)
    }
  }
}
