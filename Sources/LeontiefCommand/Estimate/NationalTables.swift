import ArgumentParser
import CommandLineSupport
import Leontief

/// The tables of an estimate of one economy, one or one for each of several years, whose imports may be taken out.
struct NationalTables: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A canonical folder or a labelled CSV file; several, of ascending years, stand side by side.", valueName: "table"))
  var named: [String] = []
  @OptionGroup var flows: FlowOptions
  @OptionGroup var tables: YearTables

  /// Estimates on every table, those named or a study's, and shows the result. `name` is the document's.
  func run<Result: Presentable & Sendable>(
    _ name: String, study: YearTables.StudyOfYears? = nil,
    _ estimate: (consuming InputOutputTable, EstimationSettings, StudyFile?) throws -> Result
  ) throws {
    let wanted = YearTables.Estimate(
      name: name, step: name, tables: named, study: study, totalFlows: flows.totalFlows, takesDeflators: true)
    try tables.run(
      wanted, prepare: { _ in }, convert: { reading, settings in try flows.imports.table(reading, settings) },
      { table, settings, study, _ in try estimate(table, settings, study) })
  }
}
