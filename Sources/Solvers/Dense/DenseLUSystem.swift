import Kernels
import MatrixCore

/// I − A factorized, with A kept for measuring residuals.
public final class DenseLUSystem: PreparedSystem {
  /// Right-hand sides are solved in panels of this many columns, which bounds the scratch memory.
  static let panelWidth = 256

  private let coefficients: CoefficientMatrix
  private let factors: Matrix<Double>
  private let pivots: Pivots
  private let engine: Engine
  private let refinements: Int
  let prepareSeconds: Double

  init(
    coefficients: consuming CoefficientMatrix, factors: consuming Matrix<Double>, pivots: Pivots, engine: Engine,
    refinements: Int, prepareSeconds: Double
  ) {
    self.coefficients = coefficients
    self.factors = factors
    self.pivots = pivots
    self.engine = engine
    self.refinements = refinements
    self.prepareSeconds = prepareSeconds
  }

  public var sectorCount: Int { coefficients.sectors.count }

  /// Row exchanges that partial pivoting made; none on a table with positive value added.
  public var rowExchanges: Int { pivots.exchanges }

  public func solve(
    _ rightHandSides: MatrixView<Double>, orientation: Orientation
  ) throws(SolverError) -> Solution {
    let (n, m) = (sectorCount, rightHandSides.columns)
    guard rightHandSides.rows == n else { throw .rightHandSideShape(expected: n, found: rightHandSides.rows) }
    if let (row, column) = rightHandSides.firstNonFinite() {
      throw .rightHandSideNotFinite(row: row, column: column)
    }
    let clock = ContinuousClock()
    let start = clock.now
    var values: Matrix<Double>
    do { values = try Matrix(copying: rightHandSides, layout: .columnMajor) } catch { throw .allocation(error) }
    var errors = ErrorMeasures()
    for first in stride(from: 0, to: m, by: Self.panelWidth) {
      let columns = first..<min(first + Self.panelWidth, m)
      var all = values.mutableView
      var panel = all.window(rows: 0..<n, columns: columns)
      let y = rightHandSides.window(rows: 0..<n, columns: columns)
      errors.formMaximum(try solvePanel(&panel, y: y, orientation: orientation))
      try check(panel.view, y: y, errors: errors)
    }
    let report = report(orientation, m, errors, seconds: (clock.now - start).seconds)
    return Solution(values: values, report: report)
  }

  /// `x` holds the right-hand sides on entry and the answer on return.
  private func solvePanel(
    _ x: inout MutableMatrixView<Double>, y: MatrixView<Double>, orientation: Orientation
  ) throws(SolverError) -> ErrorMeasures {
    let transposed = orientation == .transposed
    engine.solve(factors: factors.view, pivots: pivots, transposed: transposed, &x)
    do {
      var residual = try Matrix<Double>(rows: x.rows, columns: x.columns, layout: .columnMajor)
      var weights = try Matrix<Double>(rows: x.rows, columns: x.columns, layout: .columnMajor)
      var (r, w) = (residual.mutableView, weights.mutableView)
      let check = ResidualCheck(engine: engine, orientation: orientation)
      var errors = check.measure(coefficients, x: x.view, y: y, residual: &r, weights: &w)
      for _ in 0..<refinements {
        engine.solve(factors: factors.view, pivots: pivots, transposed: transposed, &r)
        add(r.view, to: &x)
        errors = check.measure(coefficients, x: x.view, y: y, residual: &r, weights: &w)
      }
      return errors
    } catch { throw .allocation(error) }
  }

  private func add(_ correction: MatrixView<Double>, to x: inout MutableMatrixView<Double>) {
    for j in 0..<x.columns {
      for i in 0..<x.rows { x[i, j] += correction[i, j] }
    }
  }

  /// Success is confirmed by what was measured, never by the absence of an error from the library.
  private func check(
    _ x: MatrixView<Double>, y: MatrixView<Double>, errors: ErrorMeasures
  ) throws(SolverError) {
    if let (row, _) = x.firstNonFinite() { throw .notFinite(sector: coefficients.sectors[row]) }
    guard errors.scaledResidual < 16 else { throw .residualTooLarge(scaled: errors.scaledResidual) }
    guard coefficients.isNonNegative else { return }
    for j in 0..<x.columns {
      try checkSign(x.column(j), y: y, column: j)
    }
  }

  /// With A ≥ 0 and y ≥ 0 a productive table has x ≥ y; negative output beyond rounding means spectral radius ≥ 1.
  private func checkSign(_ x: Span<Double>, y: MatrixView<Double>, column j: Int) throws(SolverError) {
    var (smallest, largest, position) = (0.0, 0.0, 0)
    for i in x.indices {
      guard y[i, j] >= 0 else { return }
      largest = max(largest, abs(x[i]))
      if x[i] < smallest { (smallest, position) = (x[i], i) }
    }
    let rounding = Double(sectorCount) * .ulpOfOne * largest
    if smallest < -rounding { throw .notProductive(sector: coefficients.sectors[position], value: smallest) }
  }

  private func report(
    _ orientation: Orientation, _ m: Int, _ errors: ErrorMeasures, seconds: Double
  ) -> SolveReport {
    let n = Double(sectorCount)
    return SolveReport(
      method: "lu", reason: "the one direct method", engine: engine.description, orientation: orientation,
      sectors: sectorCount, rightHandSides: m, iterations: refinements, errors: errors, prepareSeconds: prepareSeconds,
      solveSeconds: seconds, flops: 2 * n * n * n / 3 + 2 * n * n * Double(m),
      peakBytes: MemoryBudget.bytes(squareMatrices: 1, of: sectorCount)
        + DenseLUSolver().bytesNeeded(sectors: sectorCount, rightHandSides: m))
  }

  /// The Leontief inverse L = (I − A)⁻¹ with the residual of (I − A) L = I.
  ///
  /// Cost: 4n³/3 flops after the factorization and 2n³ for the residual. Memory: one more n × n matrix (the factors stay).
  public func inverse(budget: MemoryBudget = .unlimited) throws(SolverError) -> Solution {
    let n = sectorCount
    try SolverError.reserve(budget, squareMatrices: 1, of: n, purpose: "the inverse of \(n) sectors")
    let clock = ContinuousClock()
    let start = clock.now
    do {
      var inverse = try Matrix(copying: factors.view, layout: .columnMajor)
      var target = inverse.mutableView
      try engine.invert(factors: &target, pivots: pivots)
      let errors = try inverseErrors(inverse.view)
      if let (row, _) = inverse.view.firstNonFinite() { throw SolverError.notFinite(sector: coefficients.sectors[row]) }
      var report = report(.output, n, errors, seconds: (clock.now - start).seconds)
      report.method = "inverse"
      report.reason = "the inverse was asked for"
      report.iterations = 0
      report.flops = 2 * Double(n) * Double(n) * Double(n)
      report.peakBytes = MemoryBudget.bytes(squareMatrices: 3, of: n)
      return Solution(values: inverse, report: report)
    } catch let error as SolverError {
      throw error
    } catch let error as AllocationError {
      throw .allocation(error)
    } catch { preconditionFailure("unexpected error: \(error)") }
  }

  private func inverseErrors(_ inverse: MatrixView<Double>) throws -> ErrorMeasures {
    let n = sectorCount
    let check = ResidualCheck(engine: engine, orientation: .output)
    var errors = ErrorMeasures()
    for first in stride(from: 0, to: n, by: Self.panelWidth) {
      let columns = first..<min(first + Self.panelWidth, n)
      var (unit, residual, weights) = (
        try Matrix<Double>(rows: n, columns: columns.count, layout: .columnMajor),
        try Matrix<Double>(rows: n, columns: columns.count, layout: .columnMajor),
        try Matrix<Double>(rows: n, columns: columns.count, layout: .columnMajor)
      )
      for j in columns { unit[j, j - first] = 1 }
      var (r, w) = (residual.mutableView, weights.mutableView)
      errors.formMaximum(
        check.measure(
          coefficients, x: inverse.window(rows: 0..<n, columns: columns), y: unit.view, residual: &r, weights: &w))
    }
    return errors
  }
}
