import ArgumentParser
import CommandLineSupport
import Leontief

/// The tables of an estimate that needs one at least.
struct TradeTableList: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A canonical folder or a labelled CSV file; several, of ascending years, give one result with a column of years and the "
        + "changes.", valueName: "table"))
  var paths: [String]
}

/// What the estimates of multi-regional tables share: how one table, or one for each of several years, is taken.
struct TradeTables: ParsableArguments {
  @OptionGroup var trade: TradeOptions
  @OptionGroup var tables: YearTables

  /// What an estimate gets beside a table.
  struct Work {
    let settings: EstimationSettings
    /// Regions that are parts of a country, by its name.
    let parts: [String: String]
    let basis: ValueAddedBasis
    let study: StudyFile?
    let definition: SectorDefinition?
  }

  /// Estimates on every table, those named or a study's, and shows the result. `name` is the document's; `squares` n × n matrices
  /// are made of a table.
  func run<Result: Presentable & Sendable>(
    _ name: String, _ step: String, on named: [String], squares: Int = 2, study: YearTables.StudyOfYears? = nil,
    definition: String? = nil,
    _ estimate: (consuming InputOutputTable, Work) throws -> Result
  ) throws {
    let wanted = YearTables.Estimate(name: name, step: step, tables: named, study: study, squares: squares)
    try tables.run(
      wanted,
      prepare: { job in
        let parts = try trade.parts(job.session)
        return (parts: parts, definition: try definition.map { try job.session.sectorSets($0) })
      }, convert: { reading, _ in reading.takeTable() },
      { table, settings, study, context in
        let work = Work(
          settings: settings, parts: context.parts, basis: trade.valueAdded, study: study, definition: context.definition)
        return try estimate(table, work)
      })
  }
}
