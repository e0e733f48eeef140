import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateJobsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs", abstract: "Digital jobs by labour-force shares and by counts of industries.",
    discussion: """
      STUDY has 'labour_force' (cells: name, or area and sex; population, worker_population_ratio; groups: name, share or shares \
      by cell, divisions), 'counts' (file: a csv with columns code and years; unit; years; sets of codes), or both. The jobs \
      that final demand for digital products gives are a part of 'leontief estimate digital'.
      """)

  @Argument(help: ArgumentHelp("The study.", valueName: "study.yaml"))
  var study: String
  @OptionGroup var output: EstimateOutput
  @OptionGroup var options: ReportOptions

  func run() throws {
    let session = try CommandSession(options, table: nil)
    let file = try JobsFile(path: study)
    try session.use(study)
    let counts = try file.counts.map { try self.counts($0, file, session) }
    try EstimateShowing(session: session, output: output, options: options)
      .finish(Jobs(file, counts: counts), name: "jobs", table: nil, engine: nil)
  }

  private func counts(_ counts: JobsFile.Counts, _ file: JobsFile, _ session: CommandSession) throws -> IndustryCounts {
    let path = file.resolved(counts.file)
    let series: SeriesFile
    do { series = try SeriesFile(path: path) } catch { throw file.failure(counts.file, "\(error)") }
    try session.use(path)
    let names = Set(series.names)
    for code in counts.sets.flatMap(\.codes) where !names.contains(code) {
      throw file.failure(code, "\(path) has no industry \(code)\(NearestNames.hint(code, among: series.names))")
    }
    for year in counts.years where !series.years.contains(year) {
      let years = series.years.map(String.init)
      throw file.failure("\(year)", "\(path) has no column \(year)\(NearestNames.hint("\(year)", among: years))")
    }
    return IndustryCounts(
      unit: counts.unit, years: counts.years.isEmpty ? series.years : counts.years, sets: counts.sets,
      count: { series.value($0, $1) })
  }
}
