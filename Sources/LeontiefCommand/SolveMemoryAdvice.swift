import CommandLineSupport
import Leontief

/// What to do where there is no memory for a method: what `auto` would take in the same place, where it takes something.
struct SolveMemoryAdvice {
  let kind: SolverKind
  let engine: Engine

  /// The error, and a way to the same answer when it is about memory and says none itself; of coefficients that `auto` would
  /// have to make, too.
  func completing(
    _ error: SolverError, _ problem: SolveProblem, making memory: CoefficientMemory, budget: MemoryBudget
  ) -> SolverError {
    guard case .memory(let refusal) = error else { return error }
    return .memory(completing(refusal, problem, making: memory, budget: budget))
  }

  func completing(
    _ refusal: MemoryRefusal, _ problem: SolveProblem, making memory: CoefficientMemory, budget: MemoryBudget
  ) -> MemoryRefusal {
    do { try budget.reserve(memory.making, for: "") } catch { return refusal }
    return completing(refusal, problem, budget: budget.holding(memory.held))
  }

  /// `budget` holds what `auto` would find in use: the coefficients, and nothing of the method that was refused.
  private func completing(_ refusal: MemoryRefusal, _ problem: SolveProblem, budget: MemoryBudget) -> MemoryRefusal {
    guard kind != .auto, refusal.alternative == nil else { return refusal }
    let choice = SolverChoice(problem, on: engine, budget: budget)
    guard let chosen = choice.chosen else { return refusal }
    return refusal.advising("use --solver auto (\(chosen.title), \(chosen.bytes) bytes)")
  }

  /// Of coefficients that were made for the method: `auto` would not have a copy in single precision, or count it itself.
  func completing(
    _ error: SolverError, _ coefficients: any CoefficientOperator, rightHandSides m: Int, budget: MemoryBudget
  ) -> SolverError {
    var problem = SolveProblem(coefficients, rightHandSides: m)
    let copy = problem.hasSingle ? MemoryBudget.bytes(rows: coefficients.count, columns: coefficients.count) / 2 : 0
    problem.hasSingle = false
    guard case .memory(let refusal) = error else { return error }
    return .memory(completing(refusal, problem, budget: budget.holding(coefficients.allocatedBytes - copy)))
  }
}

extension MemoryRefusal {
  func advising(_ alternative: String) -> MemoryRefusal {
    MemoryRefusal(purpose: purpose, needed: needed, held: held, limit: limit, alternative: alternative)
  }
}
