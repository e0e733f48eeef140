import Solvers
import Tables

/// What an economy keeps of a table beside its coefficients.
struct EconomyFacts {
  let sectors: SectorIndex
  let metadata: TableMetadata
  let output: [Double]?
  let finalDemand: [Double]?
  let valueAdded: [Double]?
  /// v; nil without value added.
  let valueAddedCoefficients: [Double]?

  /// Errors: output that is negative without leave, or zero with inputs.
  init(_ table: borrowing InputOutputTable, _ settings: EstimationSettings) throws(EstimationError) {
    sectors = table.sectors
    metadata = table.metadata
    (output, valueAdded) = (table.output, table.valueAdded)
    finalDemand = table.demand.isEmpty ? nil : table.totalFinalDemand
    valueAddedCoefficients = try Self.valueAddedCoefficients(table, settings.negativeOutput)
  }

  private static func valueAddedCoefficients(
    _ table: borrowing InputOutputTable, _ negativeOutput: NegativeOutput
  ) throws(EstimationError) -> [Double]? {
    guard table.valueAdded != nil, table.output != nil else { return nil }
    do {
      return try table.valueAddedCoefficients(negativeOutput: negativeOutput)
    } catch { throw .solver(.output(error)) }
  }
}
