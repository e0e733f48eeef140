import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateDigitalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digital", abstract: "The core digital economy by ADB's three terms.",
    discussion: """
      STUDY is a YAML file: title, split (sector, into: code, name, share, range; or revenue by source, or a file of \
      revenues), digital (subsector: [codes], or definition: NAME), disrupted (group: [codes], or definition: NAME), \
      fixed_capital (share or shares), monte_carlo (draws, seed), method (aggregated or block), source, notes. \
      'leontief study new TABLE' writes one; 'leontief definitions' lists the definitions.
      """)

  @OptionGroup var input: TableArgument
  @Option(help: ArgumentHelp("The study.", valueName: "study.yaml"))
  var study: String?
  @Option(
    help: ArgumentHelp(
      "Without a study: a definition of what is digital, built in or a file (with a / or .yaml).", valueName: "name"))
  var definition: String?
  @OptionGroup var imports: ImportOptions
  @OptionGroup var output: EstimateOutput
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard (study == nil) != (definition == nil) else { throw ValidationError("Give one of --study and --definition.") }
  }

  func run() throws {
    let job = try EstimateJob(input, engine, options, output)
    let session = job.session
    let asked = try study.map { try job.study($0) } ?? job.study(ofDefinition: definition ?? "")
    let table = try imports.table(session.read(input, squares: 2), job.settings)
    let file = try asked.namingDefinitions(among: table.sectors)
    session.progress.step("estimating on \(table.sectorCount) sectors")
    let digital = try DigitalEconomyEstimator(job.settings).estimate(table, study: file)
    let summary = TableSummary(table)
    session.progress.finish()
    var presentation = digital.presentation
    presentation.remarks += file.study.reservations
    try EstimateShowing(session: session, output: output, options: options).writeFiles(presentation, table: summary)
    if options.printsText {
      try StandardOutput.print(DigitalEconomyText(digital, study: file.study, table: summary).text)
    }
    try session.finish(
      schema: "leontief-estimate-digital/1", engine: job.settings.engine,
      content: DigitalEconomyDocument(digital, study: file.study, table: summary))
    try EstimateJob.refuseFailures(digital.checks)
  }
}
