import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateDigitalWorldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digital-world", abstract: "The digital share of the world economy, by origin, by use and bilateral.",
    discussion: """
      The digital sectors are those of --study, whose bare codes mean the sectors of all regions, those named by --digital, \
      or whole sectors of the built-in definition that fits the table's codes.
      """)

  @OptionGroup var input: TradeTables
  @Option(help: ArgumentHelp("A study that names the digital sectors.", valueName: "study.yaml"))
  var study: String?
  @Option(help: ArgumentHelp("The digital sectors, in all regions.", valueName: "code,…"))
  var digital: SectorCodes?

  func validate() throws {
    if study != nil, digital != nil { throw ValidationError("--study and --digital both name the digital sectors; give one") }
  }

  func run() throws {
    try input.run("digital-world", "digital economy of the world", study: study) { table, work in
      try DigitalWorldEstimator(work.settings, parts: work.parts, basis: work.basis, digital: digital?.codes)
        .estimate(table, study: work.study)
    }
  }
}
