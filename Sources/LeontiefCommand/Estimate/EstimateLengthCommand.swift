import ArgumentParser
import CommandLineSupport
import Leontief

struct EstimateLengthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "length",
    abstract: "Production length, forward and backward, at home, in traditional trade and in global value chains.")

  @OptionGroup var tables: TradeTableList
  @OptionGroup var input: TradeTables

  func run() throws {
    try input.run("length", "production length", on: tables.paths) { table, work in
      try ProductionLengthEstimator(work.settings, parts: work.parts, basis: work.basis).estimate(table)
    }
  }
}
