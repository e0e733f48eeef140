import Kernels
import MatrixCore

/// I − A factorized without a subtraction, with A kept for measuring residuals.
struct GTHFactorization: ~Copyable, Sendable {
  /// Right-hand sides are solved in panels of this many columns, which bounds the scratch memory.
  static let panelWidth = 256

  let coefficients: any CoefficientOperator
  private let matrix: GTHMatrix
  private let deficitsAreData: Bool
  private let engine: Engine
  private let budget: MemoryBudget
  private let prepareSeconds: Double

  init(
    coefficients: any CoefficientOperator, matrix: consuming GTHMatrix, deficitsAreData: Bool, engine: Engine,
    budget: MemoryBudget, prepareSeconds: Double
  ) {
    self.coefficients = coefficients
    self.matrix = matrix
    self.deficitsAreData = deficitsAreData
    self.engine = engine
    self.budget = budget
    self.prepareSeconds = prepareSeconds
  }

  func solve(
    _ rightHandSides: MatrixView<Double>, orientation: Orientation, monitor: WorkMonitor
  ) throws(SolverError) -> Solution {
    let (n, m) = (coefficients.count, rightHandSides.columns)
    try coefficients.check(rightHandSides: rightHandSides)
    try SolverError.reserve(
      GTHSolver.panelBytes(sectors: n, rightHandSides: m), of: budget.holding(held),
      for: "solving for \(m) right-hand sides")
    let clock = ContinuousClock()
    let start = clock.now
    var values: Matrix<Double>
    do { values = try Matrix(copying: rightHandSides, layout: .columnMajor) } catch { throw .allocation(error) }
    var (errors, hasOneSign) = (ErrorMeasures(), true)
    for first in stride(from: 0, to: m, by: Self.panelWidth) {
      let columns = first..<min(first + Self.panelWidth, m)
      var all = values.mutableView
      var panel = all.window(rows: 0..<n, columns: columns)
      let y = rightHandSides.window(rows: 0..<n, columns: columns)
      let isMixed = SignParts.areMixed(y)
      hasOneSign = hasOneSign && !isMixed
      errors.formMaximum(try solvePanel(&panel, y: y, isMixed: isMixed, orientation))
      try SolutionCheck(coefficients).check(panel.view, y: y, errors: errors)
      guard monitor.allows(Double(columns.upperBound) / Double(m)) else { throw .stopped }
    }
    var report = report(orientation, m, errors, seconds: (clock.now - start).seconds)
    if deficitsAreData && hasOneSign { report.relativeErrorBound = GTHErrorBound.relativeError(sectors: n) }
    return Solution(values: values, report: report)
  }

  var matrixBytes: Int { matrix.allocatedBytes }

  private var held: Int { MemoryBudget.sum(coefficients.allocatedBytes, matrixBytes) }

  /// `x` holds the right-hand sides on entry and the answer on return.
  @_lifetime(x: copy x)
  private func solvePanel(
    _ x: inout MutableMatrixView<Double>, y: MatrixView<Double>, isMixed: Bool, _ orientation: Orientation
  ) throws(SolverError) -> ErrorMeasures {
    do {
      if isMixed {
        var negative = try SignParts.split(&x)
        var part = negative.mutableView
        substitute(&part, orientation)
        substitute(&x, orientation)
        SignParts.subtract(part.view, from: &x)
      } else {
        substitute(&x, orientation)
      }
      var check = try ResidualCheck(rows: x.rows, columns: x.columns, orientation: orientation, engine: engine)
      return try check.measure(coefficients, x: x.view, y: y)
    } catch { throw .allocation(error) }
  }

  /// X ← U⁻¹ L⁻¹ X, or L⁻ᵀ U⁻ᵀ X. The factors' elements off the diagonal are not positive, so that the substitutions
  /// subtract products of one sign from numbers of the other.
  @_lifetime(x: copy x)
  private func substitute(_ x: inout MutableMatrixView<Double>, _ orientation: Orientation) {
    let factors = matrix.factors
    switch orientation {
    case .output:
      engine.solveTriangular(.lower, .unit, factors, &x)
      engine.solveTriangular(.upper, .stored, factors, &x)
    case .transposed:
      engine.solveTriangular(.lower, .stored, factors.transposed, &x)
      engine.solveTriangular(.upper, .unit, factors.transposed, &x)
    }
  }

  private func report(
    _ orientation: Orientation, _ m: Int, _ errors: ErrorMeasures, seconds: Double
  ) -> SolveReport {
    let n = Double(coefficients.count)
    return SolveReport(
      method: "gth", reason: reason,
      elimination: EliminationReport(.none, "pivots are sums of what is left of coefficients and primary inputs"),
      engine: engine.description, orientation: orientation, sectors: coefficients.count, rightHandSides: m, iterations: 0,
      errors: errors, prepareSeconds: prepareSeconds, solveSeconds: seconds,
      flops: 2 * n * n * n / 3 + 2 * n * n * Double(m),
      peakBytes: MemoryBudget.sum(held, GTHSolver.panelBytes(sectors: coefficients.count, rightHandSides: m)))
  }

  private var reason: String {
    deficitsAreData
      ? "asked for, with the primary inputs of the table"
      : "asked for, with primary inputs computed as one minus the column sums of A: where they are small, the rounding of "
        + "the coefficients themselves limits the accuracy"
  }
}
