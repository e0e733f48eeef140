import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateTrendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend", abstract: "The digital economy over several years, at current and at constant prices.",
    discussion: """
      STUDY is a study with 'years' (year, table, constant_prices: false for one that deflators do not reach) and, for \
      constant prices, 'deflators' (file: a csv of output price indices with columns code and years; base_year; value_added: \
      single or double; exchange_rates: a csv of year, rate). Paths start from the study's folder.
      """)

  @Argument(help: ArgumentHelp("The study.", valueName: "study.yaml"))
  var study: String
  @Option(help: ArgumentHelp("Where the tables of the years lie, if not beside the study.", valueName: "dir"))
  var tables: String?
  @OptionGroup var imports: ImportOptions
  @Flag(help: "Accept sectors with negative output instead of refusing a table.")
  var allowNegativeOutput = false
  @OptionGroup var output: EstimateOutput
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func run() throws {
    let file = try TrendFile(path: study)
    let years = StudyTables(file: file, folder: tables)
    let negativeOutput: NegativeOutput = allowNegativeOutput ? .allowed : .refused
    let job = try EstimateJob(tables: file.trend.years.map(years.path), engine, options, output, negativeOutput: negativeOutput)
    try job.session.use(study)
    for path in file.file.files { try job.session.use(path) }
    let deflators = try file.trend.deflators.map { spec in
      try used(spec.file, "file", file, job) { path in try SeriesFile(path: path) }
    }
    let rates = try file.trend.deflators?.exchangeRates.map { name in
      try used(name, "exchange_rates", file, job) { path in try RateFile(path: path) }
    }
    var summary: TableSummary?
    let trend = try TrendEstimator(job.settings).estimate(
      file,
      table: { year in
        let reading = try job.session.read(years.checkedPath(of: year), negativeOutput: negativeOutput)
        let table = try imports.table(reading, job.settings)
        job.session.progress.step("estimating \(year.year)")
        if summary == nil { summary = TableSummary(table) }
        return table
      }, deflator: { deflators?.value($0, year: $1) }, rate: { rates?.rate($0) },
      hint: { sector, year in (sector.map { deflators?.hint($0, year: year) } ?? rates?.hint(year)) ?? "" })
    if let summary { try job.finish(trend, name: "trend", table: summary) }
  }

  /// A file of the study, noted as an input. What is wrong with it is said with the study's line.
  private func used<Content>(
    _ path: String, _ key: String, _ file: TrendFile, _ job: EstimateJob, _ read: (String) throws -> Content
  ) throws -> Content {
    let resolved = file.resolved(path)
    let content: Content
    do { content = try read(resolved) } catch { throw file.failure(deflators: key, "\(error)") }
    try job.session.use(resolved)
    return content
  }
}
