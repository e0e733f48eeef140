import ArgumentParser
import CommandLineSupport
import Leontief

/// The digital sectors that estimates of trade show of every country.
struct DigitalSectors: ParsableArguments {
  @Option(help: ArgumentHelp("The digital sectors, in all regions.", valueName: "code,…"))
  var digital: SectorCodes?
  @Option(help: ArgumentHelp("A definition of the table's sectors, built in or a file.", valueName: "name"))
  var definition: String?

  func validate() throws {
    guard digital == nil || definition == nil else {
      throw ValidationError("--digital and --definition both name the digital sectors; give one")
    }
  }

  /// Those named, else those of a definition; nil where none fits the table.
  func set(_ definition: SectorDefinition?, among sectors: SectorIndex) throws -> SectorSet? {
    try SectorSet.digital(digital?.codes, definition, among: sectors)
  }
}
