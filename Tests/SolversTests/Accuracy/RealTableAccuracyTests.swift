import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// Every solver on every reference table, as commands read it: A = Z x̂⁻¹ from the flows in their file.
@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct RealTableAccuracyTests {
  static let ids = SharedTables.ids
  /// Sparse factors of larger tables that are not sparse take seconds.
  static let mostSparse = 600

  @Test(arguments: ids) func everyAnswerIsWithinItsBounds(_ id: String) throws {
    let table = try AccuracyCase(shared: id)
    let trial = try #require(AccuracyTrial(table))
    for test in TestEngines.all {
      let operand = try CoefficientMatrix(flowsOf: SharedTables.read(id), on: test.engine)
      for kind in SolverKind.available where kind != .sparseLU || table.count <= Self.mostSparse {
        for orientation in [Orientation.output, .transposed] {
          let verdict = trial.judge(kind, orientation, operand, on: test.engine)
          let comment = Comment(rawValue: "\(kind.rawValue), \(orientation), on \(test)")
          #expect((verdict.refusal != nil) == table.refusals.contains(kind), comment)
          guard verdict.refusal == nil else { continue }
          // Observed: up to 1 − 7e-14, where the residual is of one sign and one component.
          #expect(verdict.certified <= 1, comment)
          #expect(verdict.classes == [table.matrixClass], comment)
          // Relative to the smallest components of right-hand sides of all signs. Observed: 1.2e-10.
          #expect(verdict.relativeBound <= 1e-9, comment)
          // Observed: 1e-14 for iterations, which stop there; 4e-15 for GTH; 9e-16 for the others.
          #expect(verdict.backwardError <= 2e-14, comment)
        }
      }
    }
  }
}

extension AccuracyCase {
  /// A reference table, its flows as they are. Elimination without subtraction refuses negatives, and columns of A that sum to
  /// more than one.
  init(shared id: String) throws {
    let table = try SharedTables.read(id)
    let n = table.sectorCount
    let flows = (0..<n).map { i in (0..<n).map { table.transactions[i, $0] } }
    let output = table.transactionsKind == .flows ? table.output : nil
    let hasNegatives = flows.contains { $0.contains { $0 < 0 } }
    let isOverspent = (0..<n).contains { j in flows.reduce(0) { $0 + $1[j] } > (output?[j] ?? 1) }
    self.init(
      id, flows, output: output, hasNegatives ? .hMatrix : .mMatrix,
      refusing: hasNegatives || isOverspent ? [.gth] : [], solving: .together)
  }
}
