import CommandLineSupport
import Leontief

/// What to do where there is no memory for a method: the one that would fit.
struct SolveMemoryAdvice {
  let kind: SolverKind
  let table: String
  let demand: String?

  /// The error, and a way to the same answer when it is about memory and says none itself.
  func completing(_ error: any Error) -> any Error {
    switch error {
    case let refusal as MemoryRefusal: completed(refusal)
    case SolverError.memory(let refusal): SolverError.memory(completed(refusal))
    default: error
    }
  }

  private func completed(_ refusal: MemoryRefusal) -> MemoryRefusal {
    guard kind != .auto, refusal.alternative == nil, let alternative = alternative(refusal) else { return refusal }
    return MemoryRefusal(
      purpose: refusal.purpose, needed: refusal.needed, held: refusal.held, limit: refusal.limit, alternative: alternative)
  }

  /// What `auto` would take of the methods that fit beside what is in use. Sizes are those the files' headers tell.
  private func alternative(_ refusal: MemoryRefusal) -> String? {
    guard let n = try? ReaderRegistry.standard.probe(table).sectorCount else { return nil }
    let columns = demand.flatMap { try? NPYDescription(path: $0).shape.dropFirst().first } ?? 1
    let choice = SolverChoice(
      SolveProblem(sectors: n, rightHandSides: columns), rates: HostRates(flops: 1e11, bytes: 2e10, source: .assumed),
      budget: MemoryBudget(limit: refusal.limit, held: refusal.held))
    return choice.chosen.map { "use --solver auto (\($0.title), \($0.bytes) bytes)" }
  }
}
