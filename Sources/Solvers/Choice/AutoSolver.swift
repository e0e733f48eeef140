import Kernels
import MatrixCore

/// The method predicted to be the fastest of those that fit in memory; LU when an iteration does not get there.
public struct AutoSolver: LeontiefSolver {
  public let name = "auto"
  /// How many right-hand sides there will be in all.
  public var rightHandSides: Int

  public init(rightHandSides: Int) { self.rightHandSides = max(0, rightHandSides) }

  /// The least of all methods.
  public func bytesNeeded(sectors n: Int, rightHandSides m: Int) -> Int {
    let problem = SolveProblem(sectors: n, rightHandSides: m)
    return SolverChoice(problem, rates: HostRates(flops: 1e11, bytes: 1e10, source: .assumed)).leastBytes
  }

  public func bytesNeeded(sectors n: Int, rightHandSides m: Int, on engine: Engine) -> Int {
    SolverChoice(SolveProblem(sectors: n, rightHandSides: m), rates: HostRates.known(engine), on: engine).leastBytes
  }

  public func prepare(
    _ coefficients: any CoefficientOperator, on engine: Engine, budget: MemoryBudget = .unlimited,
    monitor: WorkMonitor = .none
  ) throws(SolverError) -> any PreparedSystem {
    let problem = SolveProblem(coefficients, rightHandSides: rightHandSides)
    let held = budget.holding(coefficients.allocatedBytes)
    let choice = SolverChoice(problem, on: engine, budget: held)
    guard let chosen = choice.chosen else {
      try SolverError.reserve(
        choice.leastBytes, of: held,
        for: "solving for \(rightHandSides) right-hand sides on \(coefficients.count) sectors by the method that needs least")
      preconditionFailure("a method that fits was not chosen")
    }
    return try ChosenSystem(
      chosen.solver, coefficients, reason: choice.reason, on: engine, budget: budget, monitor: monitor)
  }
}
