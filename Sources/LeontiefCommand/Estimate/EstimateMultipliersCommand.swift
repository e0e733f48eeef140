import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateMultipliersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "multipliers",
    abstract: "Output, value-added, employment and other multipliers, with Type I ratios and their parts by region.",
    discussion: """
      Every row of the table that has a value for each sector is a measure: employment, compensation, imports, taxes. \
      With --study the output multiplier of the digital sectors stands against the others', by each weight in use. Several \
      tables, or a study with 'years', give the years side by side, each at the prices of its table; 'estimate trend' has the \
      digital sectors' multipliers at constant prices, too.
      """)

  @OptionGroup var input: NationalTables
  @Option(help: ArgumentHelp("A study that names the digital sectors, and tables where it has 'years'.", valueName: "study.yaml"))
  var study: String?
  @Option(help: ArgumentHelp("Where the tables of a study's years lie, if not beside it.", valueName: "dir"))
  var tables: String?

  func validate() throws {
    guard tables == nil || study != nil else { throw ValidationError("--tables needs --study with years") }
  }

  func run() throws {
    let study = study.map { YearTables.StudyOfYears(path: $0, folder: tables) }
    try input.run("multipliers", study: study) { table, settings, file in
      try MultiplierEstimator(settings).estimate(table, study: file)
    }
  }
}
