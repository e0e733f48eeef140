import Kernels
import MatrixCore

/// The Leontief inverse L = (I − A)⁻¹ itself, for those who ask for it: answers are products L Y, or Lᵀ Y, with one step of
/// refinement.
///
/// It pays only where L is wanted anyway: `DenseLUSolver` gives the same answers for a third of the work, and a few
/// right-hand sides need no elimination at all. Cost: 2n³ flops to prepare, and 2n³ to check L; 8n² a right-hand side, refined once.
/// Memory: one n × n matrix beside A, the factors being overwritten.
public struct InverseSolver: LeontiefSolver {
  public let name = "inverse"

  public init() {}

  public func bytesNeeded(sectors n: Int, rightHandSides m: Int) -> Int {
    MemoryBudget.sum(
      MemoryBudget.bytes(rows: n, columns: n),
      max(DenseLUFactorization.inversePanelBytes(sectors: n), InverseSystem.scratchBytes(sectors: n, rightHandSides: m)))
  }

  /// Errors: those of `DenseLUSolver.factorize` and `DenseLUFactorization.inverse`.
  public func prepare(
    _ coefficients: any CoefficientOperator, on engine: Engine, budget: MemoryBudget = .unlimited,
    monitor: WorkMonitor = .none
  ) throws(SolverError) -> any PreparedSystem {
    let n = coefficients.count
    let making = DenseLUSolver.peak(
      scratch: engine.inversionScratch(order: n, of: Double.self),
      then: DenseLUFactorization.inversePanelBytes(sectors: n))
    let needed = MemoryBudget.sum(
      MemoryBudget.bytes(rows: n, columns: n), max(making, InverseSystem.scratchBytes(sectors: n, rightHandSides: 1)))
    try SolverError.reserve(
      needed, of: budget.holding(coefficients.allocatedBytes), for: "the inverse of \(n) sectors")
    let clock = ContinuousClock()
    let start = clock.now
    // 2n³/3 flops of 4n³: the inverse and its residual are the rest.
    let inverse = try DenseLUSolver().factorize(coefficients, on: engine, budget: budget, monitor: monitor.part(0...1 / 6))
      .inverse(monitor: monitor.part(1 / 6...1))
    return InverseSystem(
      coefficients: coefficients, inverse: inverse, engine: engine, budget: budget,
      prepareSeconds: (clock.now - start).seconds)
  }
}
