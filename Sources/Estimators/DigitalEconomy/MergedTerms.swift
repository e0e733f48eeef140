import MatrixCore
import Solvers
import Tables

/// The three terms on the table whose first sector is the merged digital economy.
struct MergedTerms {
  let terms: DigitalEconomy.Terms
  let digitalValueAdded: Double
  let matrixTotal: Double
  let reports: [SolveReport]
  private let row: [Double]
  private let column: [Double]
  private let finalDemand: [Double]
  private let valueAdded: [Double]

  /// Cost: one solve, one transposed solve, and one solve for the total of M.
  init(_ system: ValueAddedSystem) throws(EstimationError) {
    let (rows, rowReport) = try system.rows([0])
    let (columns, columnReport) = try system.columns([0])
    row = rows[0]
    column = columns[0]
    terms = DigitalEconomy.Terms(
      backward: column.compensatedSum(), forward: row.compensatedSum(), doubleCounted: column[0])
    digitalValueAdded = system.valueAdded[0]
    matrixTotal = try system.total()
    reports = [columnReport, rowReport]
    finalDemand = system.finalDemand
    valueAdded = system.valueAdded
  }

  /// Digital value added in the final output of the other sectors.
  func enabled(_ sectors: SectorIndex) -> [LinkedSector] {
    ranking(row, sectors) { finalDemand[$0] }
  }

  /// Value added of the other sectors in digital final output.
  func enabling(_ sectors: SectorIndex) -> [LinkedSector] {
    ranking(column, sectors) { _ in finalDemand[0] }
  }

  private func ranking(
    _ values: [Double], _ sectors: SectorIndex, demand: (Int) -> Double
  ) -> [LinkedSector] {
    let linked = (1..<max(1, values.count)).map { index in
      LinkedSector(
        sector: sectors[index], value: values[index], shareOfFinalDemand: ratio(values[index], demand(index)),
        shareOfValueAdded: ratio(values[index], valueAdded[index]))
    }
    // Ties stay in table order: the sort is stable in fact, and the position makes it so by contract.
    return linked.enumerated().sorted { ($1.element.value, $0.offset) < ($0.element.value, $1.offset) }.map(\.element)
  }

  private func ratio(_ value: Double, _ base: Double) -> Double? { base > 0 ? value / base : nil }
}
