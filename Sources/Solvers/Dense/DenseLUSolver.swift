import Kernels
import MatrixCore

/// Gaussian elimination with partial pivoting on I − A, followed by one step of refinement.
///
/// Cost: 2n³/3 flops to prepare, 2n² a right-hand side and sweep. Memory: one n × n matrix beside A.
/// I − A is formed column-major: its columns are diagonally dominant when value added is positive, and LAPACK then sees
/// no reason to exchange rows.
public struct DenseLUSolver: LeontiefSolver {
  public let name = "lu"
  /// Steps of refinement after the first solve. One brings the componentwise backward error to a few roundings.
  public var refinements: Int

  /// A negative number of refinements is none.
  public init(refinements: Int = 1) { self.refinements = max(0, refinements) }

  public func bytesNeeded(sectors n: Int, rightHandSides m: Int) -> Int {
    MemoryBudget.sum(MemoryBudget.bytes(rows: n, columns: n), Self.panelBytes(sectors: n, rightHandSides: m))
  }

  /// A ≥ 0 is productive exactly when elimination without exchanges meets positive pivots only (Hawkins and Simon 1949).
  private func checkPivots(
    _ factors: borrowing Matrix<Double>, _ pivots: Pivots, of coefficients: borrowing CoefficientMatrix
  ) throws(SolverError) {
    guard coefficients.isNonNegative, pivots.exchanges == 0 else { return }
    for k in 0..<factors.rows where !(factors[k, k] > 0) {
      throw .pivotNotPositive(sector: coefficients.sectors[k], pivot: factors[k, k])
    }
  }

  /// The answer, and the scratch for its residual: R, |A||X| and |X| of a panel of columns, and a panel of rows of |A|.
  static func panelBytes(sectors n: Int, rightHandSides m: Int) -> Int {
    let panel = MemoryBudget.bytes(rows: n, columns: min(m, DenseLUFactorization.panelWidth))
    let rows = MemoryBudget.bytes(rows: min(n, ResidualCheck.panelHeight), columns: n)
    return MemoryBudget.sum(MemoryBudget.bytes(rows: n, columns: m), panel, panel, panel, rows)
  }

  public func prepare(
    _ coefficients: consuming CoefficientMatrix, on engine: Engine, budget: MemoryBudget = .unlimited
  ) throws(SolverError) -> any PreparedSystem {
    DenseLUSystem(try factorize(coefficients, on: engine, budget: budget))
  }

  /// The factorization itself, for callers that go on to the inverse.
  public func factorize(
    _ coefficients: consuming CoefficientMatrix, on engine: Engine, budget: MemoryBudget = .unlimited
  ) throws(SolverError) -> DenseLUFactorization {
    let n = coefficients.sectors.count
    try SolverError.reserve(
      bytesNeeded(sectors: n, rightHandSides: 1), of: budget.holding(coefficients.values.allocatedBytes),
      for: "LU of \(n) sectors")
    let clock = ContinuousClock()
    let start = clock.now
    var factors: Matrix<Double>
    do { factors = try Matrix(rows: n, columns: n, layout: .columnMajor) } catch { throw .allocation(error) }
    var target = factors.mutableView
    engine.identityMinus(coefficients.values.view, into: &target)
    let pivots: Pivots
    do {
      pivots = try engine.factorize(&target)
    } catch {
      switch error {
      case .noPivot(let k): throw .singular(sector: coefficients.sectors[k])
      case .stopped: throw .stopped
      }
    }
    try checkPivots(factors, pivots, of: coefficients)
    return DenseLUFactorization(
      coefficients: coefficients, factors: factors, pivots: pivots, engine: engine, refinements: refinements, budget: budget,
      prepareSeconds: (clock.now - start).seconds)
  }
}
