import ArgumentParser
import CommandLineSupport
import Leontief

/// What is made of a table whose flows hold domestic and imported products together.
struct FlowOptions: ParsableArguments {
  @Flag(help: "Accept a table whose flows include imports: the figures are technological, not domestic.")
  var technological = false
  @OptionGroup var imports: ImportOptions

  func validate() throws {
    if technological, imports.importShares {
      throw ValidationError("--technological keeps what --import-shares takes out; give one")
    }
  }

  var totalFlows: TotalFlows { technological ? .technological : .refused }
}

/// Whether imports are taken out of a table's flows.
struct ImportOptions: ParsableArguments {
  @Flag(help: "Take imports out of a table's flows, in proportion to all domestic uses of a product.")
  var importShares = false

  /// The table as it is, or its domestic part. Errors: `ImportShareError`.
  func table(_ reading: consuming TableReading, _ settings: EstimationSettings) throws -> InputOutputTable {
    guard importShares else { return reading.takeTable() }
    let table = reading.takeTable()
    return try table.domesticByImportShares(budget: settings.budget)
  }
}
