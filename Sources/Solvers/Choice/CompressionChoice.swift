import Kernels
import MatrixCore

/// Whether a dense A is better compressed before it is solved for: the passes over its zeros against those that find them.
public struct CompressionChoice: Sendable {
  public let isWorthwhile: Bool
  /// What was done, in one line for reports.
  public let reason: String

  /// Chosen, not measured: a twentieth of the elements leaves room for what finding the zeros takes. Far below it compression
  /// gains.
  ///
  /// 2026-11-22, two cores of a Zen 5 virtual machine with AVX-512, a random table of 6,000 sectors of which 1 % is not zero,
  /// seconds of all of `leontief solve TABLE --json FILE`, with `--solver gmres`, which leaves A as it is, and by itself,
  /// compressed: 0.26 to 0.24 for one right-hand side, 0.57 to 0.34 for 64 (`--demand`).
  public static let mostDensity = 0.05
  /// A prediction has to promise so much: what it promises may be off by as much.
  private static let leastGain = 1.25

  /// Weighs the methods on A as it is stored against those on its compressed rows. Cost: nothing.
  public init(_ problem: SolveProblem, on engine: Engine, budget: MemoryBudget = .unlimited) {
    self.init(problem, rates: HostRates.known(engine), budget: budget)
  }

  /// The same for a host.
  public init(_ problem: SolveProblem, rates: HostRates, budget: MemoryBudget = .unlimited) {
    let n = Double(problem.sectors)
    let density = n > 0 ? Double(problem.nonZeros) / (n * n) : 1
    let compressed = budget.holding(SparseCoefficients.bytes(sectors: problem.sectors, nonZeros: problem.nonZeros))
    let dense = SolverChoice(problem, rates: rates, budget: budget).chosen
    let sparse = SolverChoice(problem.compressed, rates: rates, budget: compressed).chosen
    reason = "A in compressed rows, \((100 * density).threeDigits) % of it not being zero"
    guard problem.isDense, density <= Self.mostDensity, let sparse else {
      isWorthwhile = false
      return
    }
    let seconds = CostModel(problem: problem, rates: rates).compression + sparse.seconds
    isWorthwhile = dense.map { Self.leastGain * seconds <= $0.seconds } ?? true
  }
}

extension SolveProblem {
  /// The same A in compressed rows.
  var compressed: SolveProblem {
    var problem = self
    problem.bytesPerPass = SparseCoefficients.bytes(sectors: sectors, nonZeros: nonZeros) / 2
    problem.hasSingle = false
    return problem
  }
}
