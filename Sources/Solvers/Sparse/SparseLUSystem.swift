import Kernels
import MatrixCore

/// Sparse factors of I − A, with A kept for measuring residuals. Serves both orientations.
public final class SparseLUSystem: PreparedSystem {
  public let coefficients: any CoefficientOperator
  /// nil without sectors.
  private let factors: SparseFactors?
  private let library: SparseLibrary
  private let engine: Engine
  private let refinements: Int
  private let budget: MemoryBudget
  private let prepareSeconds: Double
  private let matrixBytes: Int

  init(
    coefficients: any CoefficientOperator, factors: SparseFactors?, library: SparseLibrary, engine: Engine,
    refinements: Int, budget: MemoryBudget, prepareSeconds: Double, matrixBytes: Int
  ) {
    self.coefficients = coefficients
    self.factors = factors
    self.library = library
    self.engine = engine
    self.refinements = refinements
    self.budget = budget
    self.prepareSeconds = prepareSeconds
    self.matrixBytes = matrixBytes
  }

  public var sectorCount: Int { coefficients.count }
  /// Blocks, fill and flops of the elimination; nil without sectors.
  public var estimate: SparseFactorEstimate? { factors?.estimate }

  public func solve(
    _ rightHandSides: MatrixView<Double>, orientation: Orientation, monitor: WorkMonitor
  ) throws(SolverError) -> Solution {
    let (n, m) = (sectorCount, rightHandSides.columns)
    try coefficients.check(rightHandSides: rightHandSides)
    try SolverError.reserve(
      DenseLUSolver.panelBytes(sectors: n, rightHandSides: m),
      of: budget.holding(MemoryBudget.sum(coefficients.allocatedBytes, heldBytes)),
      for: "solving for \(m) right-hand sides")
    let clock = ContinuousClock()
    let start = clock.now
    var values: Matrix<Double>
    do { values = try Matrix(copying: rightHandSides, layout: .columnMajor) } catch { throw .allocation(error) }
    var errors = ErrorMeasures()
    let width = DenseLUFactorization.panelWidth
    for first in stride(from: 0, to: m, by: width) {
      let columns = first..<min(first + width, m)
      let y = rightHandSides.window(rows: 0..<n, columns: columns)
      errors.formMaximum(try solvePanel(&values, columns, y, orientation))
      guard monitor.allows(Double(columns.upperBound) / Double(m)) else { throw .stopped }
    }
    return Solution(values: values, report: report(orientation, m, errors, seconds: (clock.now - start).seconds))
  }

  /// Y stands in the columns on entry, the answer on return.
  private func solvePanel(
    _ values: inout Matrix<Double>, _ columns: Range<Int>, _ y: MatrixView<Double>, _ orientation: Orientation
  ) throws(SolverError) -> ErrorMeasures {
    guard let factors else { return ErrorMeasures() }
    var all = values.mutableView
    var x = all.window(rows: 0..<sectorCount, columns: columns)
    factors.solve(transposed: orientation == .transposed, &x)
    let errors: ErrorMeasures
    do { errors = try refine(&x, by: factors, y, orientation) } catch { throw .allocation(error) }
    try SolutionCheck(coefficients).check(x.view, y: y, errors: errors)
    return errors
  }

  @_lifetime(x: copy x)
  private func refine(
    _ x: inout MutableMatrixView<Double>, by factors: SparseFactors, _ y: MatrixView<Double>, _ orientation: Orientation
  ) throws(AllocationError) -> ErrorMeasures {
    var check = try ResidualCheck(rows: x.rows, columns: x.columns, orientation: orientation, engine: engine)
    var errors = try check.measure(coefficients, x: x.view, y: y)
    for _ in 0..<refinements {
      var correction = check.residual.mutableView
      factors.solve(transposed: orientation == .transposed, &correction)
      for j in 0..<x.columns { for i in 0..<x.rows { x[i, j] += correction[i, j] } }
      errors = try check.measure(coefficients, x: x.view, y: y)
    }
    return errors
  }

  public var heldBytes: Int { MemoryBudget.sum(matrixBytes, factors?.allocatedBytes ?? 0) }

  private func report(_ orientation: Orientation, _ m: Int, _ errors: ErrorMeasures, seconds: Double) -> SolveReport {
    let estimate = factors?.estimate
    return SolveReport(
      method: "sparse-lu", reason: "asked for", elimination: nil, engine: engine.description, orientation: orientation,
      sectors: sectorCount, rightHandSides: m, iterations: refinements, errors: errors, prepareSeconds: prepareSeconds,
      solveSeconds: seconds, flops: (estimate?.flops ?? 0) + 2 * (estimate?.entries ?? 0) * Double(m),
      peakBytes: MemoryBudget.sum(
        coefficients.allocatedBytes, matrixBytes, factors?.peakBytes ?? 0,
        DenseLUSolver.panelBytes(sectors: sectorCount, rightHandSides: m)),
      library: "\(library.version) (\(library.path))")
  }
}
