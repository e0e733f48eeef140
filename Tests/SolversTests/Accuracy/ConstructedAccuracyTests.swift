import Kernels
import Solvers
import TestSupport
import Testing

/// Every solver on tables of every kind that makes accuracy hard, component by component, within its own bound.
@Suite struct ConstructedAccuracyTests {
  @Test(arguments: ConstructedCases.all) func everyAnswerIsWithinItsBounds(_ table: AccuracyCase) throws {
    let trial = try #require(AccuracyTrial(table))
    for test in TestEngines.all {
      let operand = try table.operand(on: test.engine)
      for kind in SolverKind.available {
        for orientation in [Orientation.output, .transposed] {
          let verdict = trial.judge(kind, orientation, operand, on: test.engine)
          let comment = Comment(rawValue: "\(kind.rawValue), \(orientation), on \(test)")
          if !table.unsteady.contains(kind) {
            #expect((verdict.refusal != nil) == table.refusals.contains(kind), comment)
          }
          guard verdict.refusal == nil else { continue }
          expectWithinBounds(verdict, table, kind, comment)
        }
      }
    }
  }

  private func expectWithinBounds(
    _ verdict: AccuracyTrial.Verdict, _ table: AccuracyCase, _ kind: SolverKind, _ comment: Comment
  ) {
    // Observed: up to 0.999998, where the residual is of one sign and one component.
    #expect(verdict.certified <= 1, comment)
    // Observed: 0.04 for eliminations, 0.08 for GTH, 0.2 for factors in single precision, 0.3 to 0.7 for iterations.
    #expect(verdict.conditioned <= 1, comment)
    // Observed: 0.04.
    #expect(verdict.stated <= 1, comment)
    #expect((kind == .gth && table.deficits != nil) == verdict.hasOwnBound, comment)
    // Observed: 1e-14 for iterations, which stop there; 4e-15 for GTH; 9e-16 for the others.
    #expect(verdict.backwardError <= 2e-14, comment)
    guard !table.isNearlyCritical || kind == .lu else { return }
    #expect(verdict.classes == [table.matrixClass], comment)
    guard !table.isNearlyCritical, table.matrixClass != .notAnMMatrix else { return }
    // A bad answer would be within a bound that is as bad. Observed: 5.5e-12.
    #expect(verdict.relativeBound <= 1e-11, comment)
  }
}

extension SolverKind {
  /// All that this system has a library for.
  static let available = allCases.filter { $0 != .sparseLU || (try? SparseLibrary.standard()) != nil }
}
