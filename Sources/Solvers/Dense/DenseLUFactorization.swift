import Kernels
import MatrixCore

/// I − A factorized, with A kept for measuring residuals.
public struct DenseLUFactorization: ~Copyable, Sendable {
  /// Right-hand sides are solved in panels of this many columns, which bounds the scratch memory.
  static let panelWidth = 256

  let coefficients: any CoefficientOperator
  var factors: Matrix<Double>
  let pivots: Pivots
  private let choice: PivotingChoice
  let engine: Engine
  private let refinement: Refinement
  let budget: MemoryBudget
  let prepareSeconds: Double

  init(
    coefficients: any CoefficientOperator, elimination: consuming Elimination, engine: Engine, refinement: Refinement,
    budget: MemoryBudget, prepareSeconds: Double
  ) {
    self.budget = budget
    self.coefficients = coefficients
    pivots = elimination.pivots
    choice = elimination.choice
    factors = elimination.factors
    self.engine = engine
    self.refinement = refinement
    self.prepareSeconds = prepareSeconds
  }

  public var sectorCount: Int { coefficients.count }

  /// Solves for every column of `rightHandSides`; see `PreparedSystem.solve`.
  public func solve(
    _ rightHandSides: MatrixView<Double>, orientation: Orientation, monitor: WorkMonitor = .none
  ) throws(SolverError) -> Solution {
    let (n, m) = (sectorCount, rightHandSides.columns)
    try coefficients.check(rightHandSides: rightHandSides)
    try SolverError.reserve(
      DenseLUSolver.panelBytes(sectors: n, rightHandSides: m),
      of: budget.holding(MemoryBudget.sum(coefficients.allocatedBytes, factors.allocatedBytes)),
      for: "solving for \(m) right-hand sides")
    let clock = ContinuousClock()
    let start = clock.now
    var values: Matrix<Double>
    do { values = try Matrix(copying: rightHandSides, layout: .columnMajor) } catch { throw .allocation(error) }
    var (errors, steps) = (ErrorMeasures(), 0)
    for first in stride(from: 0, to: m, by: Self.panelWidth) {
      let columns = first..<min(first + Self.panelWidth, m)
      var all = values.mutableView
      var panel = all.window(rows: 0..<n, columns: columns)
      let y = rightHandSides.window(rows: 0..<n, columns: columns)
      let outcome = try solvePanel(&panel, y: y, orientation: orientation)
      errors.formMaximum(outcome.errors)
      steps = max(steps, outcome.steps)
      try SolutionCheck(coefficients).check(panel.view, y: y, errors: errors)
      guard monitor.allows(Double(columns.upperBound) / Double(m)) else { throw .stopped }
    }
    let report = report(orientation, m, errors, steps: steps, seconds: (clock.now - start).seconds)
    return Solution(values: values, report: report)
  }

  /// `x` holds the right-hand sides on entry and the answer on return.
  @_lifetime(x: copy x)
  private func solvePanel(
    _ x: inout MutableMatrixView<Double>, y: MatrixView<Double>, orientation: Orientation
  ) throws(SolverError) -> (errors: ErrorMeasures, steps: Int) {
    let transposed = orientation == .transposed
    engine.solve(factors: factors.view, pivots: pivots, transposed: transposed, &x)
    do {
      var check = try ResidualCheck(rows: x.rows, columns: x.columns, orientation: orientation, engine: engine)
      var errors = try check.measure(coefficients, x: x.view, y: y)
      var steps = 0
      while steps < refinement.mostSteps, refinement.isWanted(after: errors, sectors: x.rows) {
        steps += 1
        var correction = check.residual.mutableView
        engine.solve(factors: factors.view, pivots: pivots, transposed: transposed, &correction)
        add(correction.view, to: &x)
        errors = try check.measure(coefficients, x: x.view, y: y)
      }
      return (errors, steps)
    } catch { throw .allocation(error) }
  }

  @_lifetime(x: copy x)
  private func add(_ correction: MatrixView<Double>, to x: inout MutableMatrixView<Double>) {
    for j in 0..<x.columns {
      for i in 0..<x.rows { x[i, j] += correction[i, j] }
    }
  }

  func report(
    _ orientation: Orientation, _ m: Int, _ errors: ErrorMeasures, steps: Int, seconds: Double
  ) -> SolveReport {
    let n = Double(sectorCount)
    return SolveReport(
      method: "lu", reason: "asked for", elimination: EliminationReport(choice.pivoting, choice.reason),
      engine: engine.description, orientation: orientation, sectors: sectorCount, rightHandSides: m,
      iterations: steps, errors: errors, prepareSeconds: prepareSeconds,
      solveSeconds: seconds, flops: 2 * n * n * n / 3 + 2 * n * n * Double(m),
      peakBytes: MemoryBudget.sum(
        coefficients.allocatedBytes,
        DenseLUSolver().bytesNeeded(sectors: sectorCount, rightHandSides: m, on: engine)))
  }
}
