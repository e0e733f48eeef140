import Kernels
import MatrixCore
import Solvers
import TableFormats
import Tables
import TestSupport
import Testing

/// Changes of every real table against a new factorization of the changed coefficients.
@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct RealTableChangesTests {
  private func demand(_ table: borrowing InputOutputTable) -> [Double] { table.finalDemand.view.rowSums() }

  /// A whole region where there are several, else a third of the sectors.
  private func extracted(_ sectors: SectorIndex) -> [Int] {
    let regions = sectors.regions
    guard regions.count > 1 else { return Array(stride(from: 0, to: sectors.count, by: 3)) }
    return (0..<sectors.count).filter { sectors[$0].region == regions[regions.count / 2] }
  }

  @Test(arguments: SharedTables.ids) func extractions(_ id: String) throws {
    let table = try ReaderRegistry.standard.read(SharedTables.table(id)).takeTable()
    var demand = demand(table)
    let taken = extracted(table.sectors)
    for test in TestEngines.all {
      let base = try DenseLUSolver().prepare(
        CoefficientMatrix(table, negativeOutput: .allowed, on: test.engine), on: test.engine)
      let found = try Extraction(of: taken, .total, demand: demand, in: base, on: test.engine)
      var change = CoefficientChange(of: table.sectors)
      try change.extract(taken, .total)
      let updated = try UpdatedSystem(base, changing: change, on: test.engine)
      #expect(updated.rank <= taken.count)
      let anew = try DenseLUSolver().prepare(updated.coefficients, on: test.engine)
      for k in taken { demand[k] = 0 }
      for orientation in [Orientation.output, .transposed] {
        let answer = try updated.solve(demand, orientation: orientation)
        let reference = try anew.solve(demand, orientation: orientation).vector
        // Observed: at most 3e-15.
        #expect(relativeDifference(answer.vector, reference) < 1e-13, "\(test) \(orientation)")
        #expect(answer.report.errors.componentwiseBackwardError <= 4 * .ulpOfOne, "\(test) \(orientation)")
        if orientation == .output {
          #expect(relativeDifference(found.outputWithout, answer.vector) < 1e-13, "\(test)")
        }
      }
      demand = self.demand(table)
    }
  }

  /// x = Gᵀ w: primary inputs sell for the output they came from.
  @Test(arguments: SharedTables.ids) func supplyDrivenOutput(_ id: String) throws {
    let table = try ReaderRegistry.standard.read(SharedTables.table(id)).takeTable()
    let output = table.output
    guard let output, table.transactionsKind == .flows else { return }
    let used = table.transactions.view.columnSums()
    let primary = output.indices.map { output[$0] - used[$0] }
    for test in TestEngines.all {
      let base = try DenseLUSolver().prepare(
        CoefficientMatrix(table, negativeOutput: .allowed, on: test.engine), on: test.engine)
      let ghosh = try GhoshSystem(base, output: output, on: test.engine)
      let solution = try ghosh.output(of: primary)
      #expect(relativeDifference(solution.vector, output) < 1e-13, "\(test)")
      #expect(solution.report.errors.componentwiseBackwardError <= 8 * .ulpOfOne, "\(test)")
    }
  }
}
