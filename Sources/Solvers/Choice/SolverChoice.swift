import Kernels
import MatrixCore

/// Which method is taken for a problem, and what the others would have cost.
public struct SolverChoice: Sendable {
  /// All that were weighed, the cheapest first.
  public let candidates: [MethodEstimate]
  /// The one taken; nil when none fits in memory.
  public let chosen: MethodEstimate?
  /// Why, in one line.
  public let reason: String
  /// The least memory any of them needs.
  public let leastBytes: Int

  /// Weighs the methods. Cost: nothing; a measurement of the host, once, when the work is worth it.
  public init(_ problem: SolveProblem, on engine: Engine, budget: MemoryBudget = .unlimited) {
    let known = HostRates.known(engine)
    let quickest = Self.estimates(problem, known, engine).map(\.seconds).min() ?? 0
    // Measuring takes a tenth of a second and memory.
    let isWorthwhile = quickest >= 0.5 && Self.fits(HostRates.bytesNeeded, budget)
    self.init(
      problem, rates: isWorthwhile ? HostRates.measured(engine) : known, on: engine, budget: budget)
  }

  /// Weighs the methods for a host. Without an engine nothing is known of the scratch memory of its kernels.
  public init(_ problem: SolveProblem, rates: HostRates, on engine: Engine? = nil, budget: MemoryBudget = .unlimited) {
    candidates = Self.estimates(problem, rates, engine).sorted { $0.seconds < $1.seconds }
    leastBytes = candidates.map(\.bytes).min() ?? 0
    chosen = candidates.first { Self.fits($0.bytes, budget) }
    if let chosen, let first = candidates.first {
      let skipped = first.title == chosen.title ? "" : "; \(first.title) would be faster but does not fit in memory"
      reason =
        "the fastest of \(candidates.count) by the \(rates.source.rawValue) speed of this host: \(chosen.seconds.threeDigits) s predicted\(skipped)"
    } else {
      reason = "nothing fits in memory"
    }
  }

  private static func fits(_ bytes: Int, _ budget: MemoryBudget) -> Bool {
    do {
      try budget.reserve(bytes, for: "")
      return true
    } catch { return false }
  }

  private static func estimates(_ problem: SolveProblem, _ rates: HostRates, _ engine: Engine?) -> [MethodEstimate] {
    let model = CostModel(problem: problem, rates: rates)
    let (n, m) = (problem.sectors, problem.rightHandSides)
    func estimate(_ title: String, _ seconds: Double, _ solver: any LeontiefSolver, least: Int = 0) -> MethodEstimate {
      // A copy in single precision that was made with the coefficients is held by them.
      let made = problem.hasSingle && (solver as? IterativeSolver)?.storage == .single ? SingleMatrix.bytes(sectors: n) : 0
      let bytes =
        engine.map { solver.bytesNeeded(sectors: n, rightHandSides: m, on: $0) }
        ?? solver.bytesNeeded(sectors: n, rightHandSides: m)
      return MethodEstimate(title: title, seconds: seconds, bytes: max(bytes - made, least), solver: solver)
    }
    let eliminations = [
      estimate("lu", model.lu, DenseLUSolver(refinement: .whereNeeded)),
      estimate("lu-mixed", model.luMixed, MixedLUSolver(), least: MixedLUSolver.formingBytes(problem)),
    ]
    let iterations = Self.iterations(problem).compactMap { solver in
      model.iteration(solver).map { estimate(solver.title, $0, solver) }
    }
    return eliminations + iterations
  }

  /// The iterations worth weighing: single storage halves the bytes only of what is stored element by element, and small
  /// tables are solved before blocks would be inverted.
  private static func iterations(_ problem: SolveProblem) -> [IterativeSolver] {
    let storages: [IterationStorage] = problem.isDense ? [.double, .single] : [.double]
    return storages.flatMap { storage in
      [
        IterativeSolver(.gmres, storage: storage), IterativeSolver(.stationary, storage: storage),
        IterativeSolver(.gmres, preconditioner: .diagonal, storage: storage),
        IterativeSolver(.bicgstab, preconditioner: .diagonal, storage: storage), IterativeSolver(.bicgstab, storage: storage),
      ]
    }
  }

  /// Whether the chosen method wants A in single precision, so that it can be made with the coefficients.
  public var wantsSingle: Bool { (chosen?.solver as? IterativeSolver)?.storage == .single }
}
