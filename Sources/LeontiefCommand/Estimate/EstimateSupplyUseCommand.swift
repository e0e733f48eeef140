import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateSupplyUseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "supply-use", abstract: "Digital shares straight from a supply and use table.",
    discussion: "SUT is a folder as `leontief transform` reads it.")

  @Argument(help: ArgumentHelp("The folder of the supply and use table.", valueName: "sut"))
  var folder: String
  @Option(help: ArgumentHelp("Digital commodities, by comma.", valueName: "codes"))
  var commodities: String
  @Option(help: ArgumentHelp("Digital industries, by comma.", valueName: "codes"))
  var industries: String?
  @OptionGroup var output: EstimateOutput
  @OptionGroup var options: ReportOptions

  func run() throws {
    let session = try CommandSession(options, table: folder)
    for path in output.paths where InputFile.lies(path, inside: folder) {
      throw CommandFailure(.usage, "\(path) lies inside \(folder); choose another place")
    }
    let table = try SupplyUseFolderReader.read(folder)
    for name in ["U.npy", "V.npy", "e.npy"] { try session.use("\(folder)/\(name)") }
    let shares = try DigitalSupplyUse(
      table, commodities: CommaList.names(commodities), industries: industries.map(CommaList.names) ?? [])
    let (presentation, summary) = (shares.presentation, TableSummary(table))
    session.progress.finish()
    if let folder = output.csv { try ResultFolder(path: folder).write(presentation.tables) }
    if let file = output.markdown { try ReportTarget(path: file).write(ResultMarkdown(presentation, table: summary).text) }
    if options.printsText { try StandardOutput.print(ResultText(presentation, table: summary).text) }
    try session.finish(
      schema: "leontief-estimate-supply-use/1", engine: nil, content: EstimateDocument(presentation, table: summary))
    try EstimateJob.refuseFailures(presentation.checks)
  }
}
