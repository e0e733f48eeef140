import ArgumentParser
import CommandLineSupport
import Foundation
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
    let names = ["U.npy", "V.npy", "e.npy", "va.npy"]
    for name in names where FileManager.default.fileExists(atPath: "\(folder)/\(name)") { try session.use("\(folder)/\(name)") }
    let shares = try DigitalSupplyUse(
      table, commodities: CommaList.names(commodities), industries: industries.map(CommaList.names) ?? [])
    try EstimateShowing(session: session, output: output, options: options)
      .finish(shares, name: "supply-use", table: TableSummary(table), engine: nil)
  }
}
