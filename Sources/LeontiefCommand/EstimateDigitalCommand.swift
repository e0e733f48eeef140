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
    let clock = ContinuousClock()
    let start = clock.now
    let engine = engine.select(quiet: options.quiet)
    let file = try StudyFile(path: study)
    let progress = options.progress
    progress.step("reading \(input.table)")
    let table = try input.read(options).takeTable()
    progress.step("estimating on \(table.sectorCount) sectors")
    let estimator = DigitalEconomyEstimator(
      engine: engine, budget: options.budget, negativeOutput: input.negativeOutput)
    let digital = try estimator.estimate(table, study: file)
    progress.finish()
    if options.printsText { print(DigitalEconomyText(digital, study: file.study, table: TableSummary(table)).text) }
    for check in digital.checks where !check.holds {
      throw CommandFailure(
        .numericalFailure,
        "\(check.name) fails: \(check.value) against \(check.expected), relative difference \(check.relativeDifference)")
    }
    guard let json = options.json else { return }
    try ReportDocument(
      schema: "leontief-estimate-digital/1", tool: "leontief",
      inputs: try InputFile.all(at: input.table) + [try InputFile(path: study)], engine: engine,
      seconds: (clock.now - start).seconds,
      content: DigitalEconomyDocument(digital, study: file.study, table: TableSummary(table))
    ).write(to: json)
  }
}
