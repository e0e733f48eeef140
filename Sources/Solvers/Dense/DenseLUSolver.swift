import Kernels
import MatrixCore

/// Gaussian elimination on I − A, followed by refinement. Rows are not exchanged where that is proved safe
/// (`ExchangeFreeCertificate`), else by partial pivoting.
///
/// Cost: 2n³/3 flops to prepare, 2n² a right-hand side and sweep. Memory: one n × n matrix beside A.
/// I − A is formed column-major: its columns are diagonally dominant when value added is positive, and LAPACK then sees
/// no reason to exchange rows.
public struct DenseLUSolver: LeontiefSolver {
  public let name = "lu"
  public var refinement: Refinement

  public init(refinement: Refinement = .always(1)) { self.refinement = refinement }

  /// Without the kernels' scratch memory, which the engine knows.
  public func bytesNeeded(sectors n: Int, rightHandSides m: Int) -> Int {
    MemoryBudget.sum(MemoryBudget.bytes(rows: n, columns: n), Self.panelBytes(sectors: n, rightHandSides: m))
  }

  /// The kernels' scratch memory is given back, but for some that they keep, before right-hand sides come.
  public func bytesNeeded(sectors n: Int, rightHandSides m: Int, on engine: Engine) -> Int {
    let scratch = engine.factorizationScratch(order: n, of: Double.self)
    return MemoryBudget.sum(
      MemoryBudget.bytes(rows: n, columns: n),
      Self.peak(scratch: scratch, then: Self.panelBytes(sectors: n, rightHandSides: m)))
  }

  /// The larger of the kernels' scratch memory and what comes after it, beside as much scratch as they keep.
  static func peak(scratch: Int, then panels: Int) -> Int {
    max(scratch, MemoryBudget.sum(panels, min(scratch, Engine.mostKeptScratch)))
  }

  /// A ≥ 0 is productive exactly when elimination without exchanges meets positive pivots only (Hawkins and Simon 1949).
  private func checkPivots(
    _ elimination: borrowing Elimination, of coefficients: any CoefficientOperator
  ) throws(SolverError) {
    guard coefficients.facts.isNonNegative, elimination.pivots.exchanges == 0 else { return }
    for k in 0..<elimination.factors.rows where !(elimination.factors[k, k] > 0) {
      throw .pivotNotPositive(sector: coefficients.sectors[k], pivot: elimination.factors[k, k])
    }
  }

  /// The answer, and the scratch for its residual: R, |A||X| and |X| of a panel of columns, and a panel of rows of |A|.
  static func panelBytes(sectors n: Int, rightHandSides m: Int) -> Int {
    let panel = MemoryBudget.bytes(rows: n, columns: min(m, DenseLUFactorization.panelWidth))
    let rows = MemoryBudget.bytes(rows: min(n, ScaledMatrix.panelHeight), columns: n)
    return MemoryBudget.sum(MemoryBudget.bytes(rows: n, columns: m), panel, panel, panel, rows)
  }

  public func prepare(
    _ coefficients: any CoefficientOperator, on engine: Engine, budget: MemoryBudget = .unlimited,
    monitor: WorkMonitor = .none
  ) throws(SolverError) -> any PreparedSystem {
    DenseLUSystem(try factorize(coefficients, on: engine, budget: budget, monitor: monitor))
  }

  /// The factorization itself, for callers that go on to the inverse.
  public func factorize(
    _ coefficients: any CoefficientOperator, on engine: Engine, budget: MemoryBudget = .unlimited,
    monitor: WorkMonitor = .none
  ) throws(SolverError) -> DenseLUFactorization {
    let n = coefficients.count
    try SolverError.reserve(
      bytesNeeded(sectors: n, rightHandSides: 1, on: engine), of: budget.holding(coefficients.allocatedBytes),
      for: "LU of \(n) sectors")
    let clock = ContinuousClock()
    let start = clock.now
    let elimination = try Elimination(coefficients, on: engine, monitor: monitor)
    try checkPivots(elimination, of: coefficients)
    return DenseLUFactorization(
      coefficients: coefficients, elimination: elimination, engine: engine, refinement: refinement, budget: budget,
      prepareSeconds: (clock.now - start).seconds)
  }
}
