import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateSupplyUseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "supply-use", abstract: "Digital shares straight from a supply and use table.",
    discussion: "SUT is a folder as `leontief transform` reads it.")

  @Argument(help: ArgumentHelp("The folder of the supply and use table.", valueName: "sut"))
  var folder: String
  @Option(help: ArgumentHelp("Digital commodities, by comma.", valueName: "codes"), transform: CommaList.names)
  var commodities: [String]
  @Option(help: ArgumentHelp("Digital industries, by comma.", valueName: "codes"), transform: CommaList.names)
  var industries: [String]?
  @OptionGroup var output: EstimateOutput
  @OptionGroup var options: ReportOptions

  func run() throws {
    let session = try CommandSession(options, table: folder)
    for path in output.paths where InputFile.lies(path, inside: folder) {
      throw CommandFailure(.usage, "\(path) lies inside \(folder); choose another place")
    }
    let table = try session.read(supplyUse: folder)
    let shares = try DigitalSupplyUse(table, commodities: commodities, industries: industries ?? [])
    try EstimateShowing(session: session, output: output, options: options)
      .finish(shares, name: "supply-use", table: TableSummary(table), engine: nil)
  }
}
