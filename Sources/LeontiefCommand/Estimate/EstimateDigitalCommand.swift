import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateDigitalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digital", abstract: "The core digital economy by ADB's three terms.",
    discussion: """
      STUDY is a YAML file: title, split (sector, into: code, name, share), digital (subsector: [codes]), \
      method (aggregated or block), source, notes.
      """)

  @OptionGroup var input: TableArgument
  @Option(help: ArgumentHelp("The study.", valueName: "study.yaml"))
  var study: String
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func run() throws {
    let session = try CommandSession(options, table: input.table)
    let engine = try engine.select(quiet: options.quiet, flops: session.flops(input, perCubicSector: 2))
    let file = try StudyFile(path: study)
    try session.use(study)
    let table = try session.read(input, squares: 2).takeTable()
    session.progress.step("estimating on \(table.sectorCount) sectors")
    let estimator = DigitalEconomyEstimator(
      EstimationSettings(
        engine: engine, budget: options.budget, negativeOutput: input.negativeOutput, monitor: session.progress.monitor))
    let digital = try estimator.estimate(table, study: file)
    session.progress.finish()
    if options.printsText {
      try StandardOutput.print(DigitalEconomyText(digital, study: file.study, table: TableSummary(table)).text)
    }
    try session.finish(
      schema: "leontief-estimate-digital/1", engine: engine,
      content: DigitalEconomyDocument(digital, study: file.study, table: TableSummary(table)))
    try EstimateJob.refuseFailures(digital.checks)
  }
}
