import Kernels
import MatrixCore

/// The Leontief inverse L = (I − A)⁻¹ itself, for those who ask for it: answers are products L Y, or Lᵀ Y, with one step of
/// refinement.
///
/// It pays only where L is wanted anyway: `DenseLUSolver` gives the same answers for a third of the work, and a few
/// right-hand sides need no elimination at all. Cost: 2n³ flops to prepare, and 2n³ to check L; 8n² a right-hand side, refined
/// once. Memory: one n × n matrix beside A, the factors being overwritten.
public struct InverseSolver: LeontiefSolver {
  public let name = "inverse"

  public init() {}

  public func bytesNeeded(sectors n: Int, rightHandSides m: Int) -> Int {
    MemoryBudget.sum(
      MemoryBudget.bytes(rows: n, columns: n),
      max(InverseCheck.bytes(sectors: n), InverseSystem.scratchBytes(sectors: n, rightHandSides: m)))
  }

  /// Of the elimination that needs more, as long as A does not tell which.
  public func bytesNeeded(sectors n: Int, rightHandSides m: Int, on engine: Engine) -> Int {
    max(
      Self.bytes(sectors: n, rightHandSides: m, .partial, on: engine),
      Self.bytes(sectors: n, rightHandSides: m, .none, on: engine))
  }

  /// Peak memory beside A: of making L, or of working with it.
  private static func bytes(sectors n: Int, rightHandSides m: Int, _ pivoting: Pivoting, on engine: Engine) -> Int {
    let solving = MemoryBudget.sum(
      MemoryBudget.bytes(rows: n, columns: n), InverseSystem.scratchBytes(sectors: n, rightHandSides: m))
    return max(bytes(sectors: n, pivoting, on: engine), solving)
  }

  /// Errors: those of `inverse`.
  public func prepare(
    _ coefficients: any CoefficientOperator, on engine: Engine, budget: MemoryBudget = .unlimited,
    monitor: WorkMonitor = .none
  ) throws(SolverError) -> any PreparedSystem {
    let n = coefficients.count
    let choice = PivotingChoice(coefficients, on: engine)
    try SolverError.reserve(
      Self.bytes(sectors: n, rightHandSides: 1, choice.pivoting, on: engine),
      of: budget.holding(coefficients.allocatedBytes), for: "the inverse of \(n) sectors")
    let clock = ContinuousClock()
    let start = clock.now
    let inverse = try inverse(coefficients, choice, engine, budget, monitor)
    return InverseSystem(
      coefficients: coefficients, inverse: inverse, engine: engine, budget: budget,
      prepareSeconds: (clock.now - start).seconds)
  }

  /// L, with the residual of (I − A) L = I.
  ///
  /// By Gauss-Jordan elimination where no row exchange is needed (`ExchangeFreeCertificate`), else, and where that fails, by
  /// LU and the inverse from its factors. Cost: 2n³ flops either way, which run faster without exchanges; 2n³ for the residual.
  /// Errors: those of `DenseLUSolver.factorize` and `DenseLUFactorization.inverse`.
  public func inverse(
    _ coefficients: any CoefficientOperator, on engine: Engine, budget: MemoryBudget = .unlimited,
    monitor: WorkMonitor = .none
  ) throws(SolverError) -> Solution {
    try inverse(coefficients, PivotingChoice(coefficients, on: engine), engine, budget, monitor)
  }

  private func inverse(
    _ coefficients: any CoefficientOperator, _ choice: PivotingChoice, _ engine: Engine, _ budget: MemoryBudget,
    _ monitor: WorkMonitor
  ) throws(SolverError) -> Solution {
    var monitor = monitor
    if choice.pivoting == .none {
      let direct = ExchangeFreeInverse(coefficients: coefficients, engine: engine, choice: choice, budget: budget)
      if let solution = try direct.solution(monitor) { return solution }
      // The fractions told so far may not fall: all that is left counts as the end.
      monitor = monitor.part(1...1)
    }
    // 2n³/3 flops of 4n³: the inverse and its residual are the rest.
    return try DenseLUSolver().factorize(coefficients, on: engine, budget: budget, monitor: monitor.part(0...1 / 6))
      .inverse(monitor: monitor.part(1 / 6...1))
  }

  /// Peak memory of making L, beside A.
  private static func bytes(sectors n: Int, _ pivoting: Pivoting, on engine: Engine) -> Int {
    guard pivoting == .partial else { return ExchangeFreeInverse.bytes(sectors: n, on: engine) }
    return MemoryBudget.sum(
      MemoryBudget.bytes(rows: n, columns: n),
      DenseLUSolver.peak(
        scratch: engine.inversionScratch(order: n, of: Double.self), then: InverseCheck.bytes(sectors: n)))
  }
}
