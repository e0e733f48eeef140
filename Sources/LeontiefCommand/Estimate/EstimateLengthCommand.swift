import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateLengthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "length",
    abstract: "Production length, forward and backward, at home, in traditional trade and in global value chains.",
    discussion: """
      By country, by sector, and of the digital sectors of every country: those of --digital, of --definition, or of the \
      built-in definition that fits the table's codes.
      """)

  @OptionGroup var tables: TradeTableList
  @OptionGroup var input: TradeTables
  @OptionGroup var sectors: DigitalSectors

  func run() throws {
    try input.run("length", "production length", on: tables.paths, definition: sectors.definition) { table, work in
      let digital = try sectors.set(work.definition, among: table.sectors)
      var result = try ProductionLengthEstimator(work.settings, parts: work.parts, basis: work.basis).estimate(table)
      result.digital = digital
      return result
    }
  }
}
