import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateDigitalWorldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digital-world", abstract: "The digital share of the world economy, by origin, by use and bilateral.",
    discussion: """
      The digital sectors are those of --study, whose bare codes mean the sectors of all regions, those named by --digital, \
      or whole sectors of --definition or of the built-in definition that fits the table's codes. A study of several years names \
      their tables itself.
      """)

  @Argument(
    help: ArgumentHelp(
      "A canonical folder or a labelled CSV file; several, of ascending years, give one result with a column of years and the "
        + "changes. One at least is needed, but none beside a study of several years.", valueName: "table"))
  var named: [String] = []
  @OptionGroup var input: TradeTables
  @Option(help: ArgumentHelp("A study that names the digital sectors.", valueName: "study.yaml"))
  var study: String?
  @Option(help: ArgumentHelp("Where the tables of a study's years lie, if not beside it.", valueName: "dir"))
  var tables: String?
  @Option(help: ArgumentHelp("The digital sectors, in all regions.", valueName: "code,…"))
  var digital: SectorCodes?
  @Option(help: ArgumentHelp("A definition of the table's sectors, built in or a file.", valueName: "name"))
  var definition: String?

  func validate() throws {
    guard [study != nil, digital != nil, definition != nil].count(where: \.self) <= 1 else {
      throw ValidationError("--study, --digital and --definition all name the digital sectors; give one")
    }
    guard tables == nil || study != nil else { throw ValidationError("--tables needs --study with years") }
  }

  func run() throws {
    let study = study.map { YearTables.StudyOfYears(path: $0, folder: tables) }
    try input.run(
      "digital-world", "digital economy of the world", on: named, study: study, definition: definition
    ) { table, work in
      try DigitalWorldEstimator(
        work.settings, parts: work.parts, basis: work.basis, digital: digital?.codes, definition: work.definition
      ).estimate(table, study: work.study)
    }
  }
}
