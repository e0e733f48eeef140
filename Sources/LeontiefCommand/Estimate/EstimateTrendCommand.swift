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
  @Flag(help: "Accept sectors with negative output instead of refusing a table.")
  var allowNegativeOutput = false
  @OptionGroup var output: EstimateOutput
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func run() throws {
    let file = try TrendFile(path: study)
    let tables = file.trend.years.map { path(of: $0, file) }
    let negativeOutput: NegativeOutput = allowNegativeOutput ? .allowed : .refused
    let job = try EstimateJob(tables: tables, engine, options, output, negativeOutput: negativeOutput)
    try job.session.use(study)
    let deflators = try file.trend.deflators.map { try SeriesFile(path: used($0.file, file, job)) }
    let rates = try file.trend.deflators?.exchangeRates.map { try RateFile(path: used($0, file, job)) }
    var summary: TableSummary?
    let trend = try TrendEstimator(job.settings).estimate(
      file,
      table: { year in
        let table = try job.session.read(path(of: year, file), negativeOutput: negativeOutput).takeTable()
        job.session.progress.step("estimating \(year.year)")
        if summary == nil { summary = TableSummary(table) }
        return table
      }, deflator: { deflators?.value($0, year: $1) }, rate: { rates?.rate($0) })
    if let summary { try job.finish(trend, name: "trend", table: summary) }
  }

  private func path(of year: TrendStudy.Year, _ file: TrendFile) -> String {
    guard let tables, !year.table.hasPrefix("/") else { return file.resolved(year.table) }
    return "\(tables)/\(year.table)"
  }

  /// A file of the study, noted as an input.
  private func used(_ path: String, _ file: TrendFile, _ job: EstimateJob) throws -> String {
    let resolved = file.resolved(path)
    try job.session.use(resolved)
    return resolved
  }
}
