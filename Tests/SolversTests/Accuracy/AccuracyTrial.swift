import Kernels
import MatrixCore
import Solvers
import TestSupport

/// Answers against the oracle's: how much of each bound that was stated for them the errors take.
struct AccuracyTrial {
  /// The largest errors over their bounds; an answer is within a bound when this is at most one.
  struct Verdict {
    var refusal: SolverError?
    /// What the certificates proved.
    var classes: Set<MatrixClass> = []
    /// Over the certificate's bounds, which are infinite where nothing is proved.
    var certified = 0.0
    /// Over what the measured backward error says, of small tables.
    var conditioned = 0.0
    /// Over the method's own relative bound, of the right-hand sides that have one.
    var stated = 0.0
    var hasOwnBound = false
    /// The largest relative bound proved, and the largest componentwise backward error measured.
    var relativeBound = 0.0
    var backwardError = 0.0
  }

  let table: AccuracyCase
  /// The columns of right-hand sides that are solved for together.
  private let panels: [[[Double]]]
  private let exact: [Orientation: [[[DoubleDouble]]]]
  private let conditions: [Orientation: ConditionBound]

  /// nil when the oracle does not get there.
  init?(_ table: AccuracyCase) {
    let (oracle, panels) = (table.oracle, table.panels)
    var (exact, conditions) = ([Orientation: [[[DoubleDouble]]]](), [Orientation: ConditionBound]())
    for orientation in [Orientation.output, .transposed] {
      let isTransposed = orientation == .transposed
      // All panels at once: the oracle's cost is in its elimination.
      let columns = panels.flatMap(\.self)
      guard let answers = oracle.solve(columns.turned, isTransposed: isTransposed)?.turned else { return nil }
      var next = 0
      exact[orientation] = panels.map { panel in
        defer { next += panel.count }
        return Array(answers[next..<next + panel.count])
      }
      if table.count <= ConditionBound.mostSectors { conditions[orientation] = ConditionBound(table, oracle, orientation) }
    }
    (self.table, self.panels, self.exact, self.conditions) = (table, panels, exact, conditions)
  }

  func judge(_ kind: SolverKind, _ orientation: Orientation, _ operand: CoefficientMatrix, on engine: Engine) -> Verdict {
    var verdict = Verdict()
    do throws(SolverError) {
      let system = try kind.solver(rightHandSides: 1, deficits: table.deficits).prepare(
        operand, on: engine, budget: .unlimited, monitor: .none)
      for (panel, answers) in zip(panels, exact[orientation] ?? []) {
        try judge(system, panel, answers, orientation, engine, &verdict)
      }
    } catch { verdict.refusal = error }
    return verdict
  }

  private func judge(
    _ system: any PreparedSystem, _ panel: [[Double]], _ exact: [[DoubleDouble]], _ orientation: Orientation,
    _ engine: Engine, _ verdict: inout Verdict
  ) throws(SolverError) {
    let y: Matrix<Double>
    do { y = try Matrix(panel.turned) } catch { throw .allocation(error) }
    let solution = try system.solve(y.view, orientation: orientation)
    let certificate = try Certifier(engine: engine).certify(
      system, values: solution.values.view, rightHandSides: y.view, orientation: orientation)
    verdict.classes.insert(certificate.report.matrixClass)
    let backwardError = solution.report.errors.componentwiseBackwardError
    verdict.backwardError = max(verdict.backwardError, backwardError)
    verdict.hasOwnBound = verdict.hasOwnBound || solution.report.relativeErrorBound != nil
    for (j, column) in exact.enumerated() {
      verdict.relativeBound = max(verdict.relativeBound, certificate.report.relativeBounds[j])
      let found = column.indices.map { solution.values[$0, j] }
      let bounds = conditions[orientation]?.bounds(found, panel[j], backwardError: backwardError)
      for i in column.indices {
        let error = (column[i] - DoubleDouble(found[i])).magnitude.high
        guard error != 0 else { continue }
        verdict.certified = max(verdict.certified, error / certificate.bounds[i, j])
        if let bounds { verdict.conditioned = max(verdict.conditioned, error / bounds[i]) }
        if let own = solution.report.relativeErrorBound {
          verdict.stated = max(verdict.stated, error / (own * abs(column[i].high)))
        }
      }
    }
  }
}

extension [[Double]] {
  /// Rows for columns. Shapes: not empty.
  fileprivate var turned: [[Double]] { self[0].indices.map { i in map { $0[i] } } }
}

extension [[DoubleDouble]] {
  fileprivate var turned: [[DoubleDouble]] { isEmpty ? [] : self[0].indices.map { i in map { $0[i] } } }
}
