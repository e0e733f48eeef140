import Kernels
import MatrixCore

/// Gaussian elimination of I − A in single precision, refined to the accuracy of double precision.
///
/// Half the memory of the factors and about half the time. The residual is measured in double precision on A itself and
/// solved for in single precision until it is at the level of rounding, one column's scale at a time, so that small residuals
/// do not underflow. Where single precision does not do (elements out of its range, no usable pivot, a residual that does not
/// fall by half each step, as with condition numbers beyond 10⁷ or 10⁸) the system is solved by `DenseLUSolver`, and
/// the report's reason says why.
///
/// Cost: 2n³/3 flops in single precision to prepare; for each right-hand side and step 2n² in single and 2n² in double
/// precision. It pays for up to about n/10 right-hand sides. Memory: half an n × n matrix beside A, one and a half after
/// falling back.
/// References: Wilkinson (1963); Langou et al. (2006), Supercomputing; the rule to stop is that of LAPACK's dsgesv.
public struct MixedLUSolver: LeontiefSolver {
  public let name = "lu-mixed"

  public init() {}

  /// Without the kernels' scratch memory, which the engine knows.
  public func bytesNeeded(sectors n: Int, rightHandSides m: Int) -> Int {
    MemoryBudget.sum(MixedFactors.bytes(rows: n, columns: n), Self.panelBytes(sectors: n, rightHandSides: m))
  }

  /// Of an A that is stored as it is.
  public func bytesNeeded(sectors n: Int, rightHandSides m: Int, on engine: Engine) -> Int {
    Self.bytes(sectors: n, rightHandSides: m, narrowing: 0, on: engine)
  }

  /// The factors, and the most of what comes beside them one after the other: `narrowing` bytes while they are formed, the
  /// kernels' scratch memory, panels.
  private static func bytes(sectors n: Int, rightHandSides m: Int, narrowing: Int, on engine: Engine) -> Int {
    let peak = DenseLUSolver.peak(
      scratch: engine.factorizationScratch(order: n, of: Float.self), then: panelBytes(sectors: n, rightHandSides: m))
    return MemoryBudget.sum(MixedFactors.bytes(rows: n, columns: n), max(narrowing, peak))
  }

  /// What forming the factors of a problem takes.
  static func formingBytes(_ problem: SolveProblem) -> Int {
    MemoryBudget.sum(MixedFactors.bytes(rows: problem.sectors, columns: problem.sectors), problem.narrowingBytes)
  }

  /// What `DenseLUSolver` takes, and a panel of right-hand sides in single precision.
  static func panelBytes(sectors n: Int, rightHandSides m: Int) -> Int {
    MemoryBudget.sum(
      DenseLUSolver.panelBytes(sectors: n, rightHandSides: m),
      MixedFactors.bytes(rows: n, columns: min(m, MixedLUSystem.panelWidth)))
  }

  public func prepare(
    _ coefficients: any CoefficientOperator, on engine: Engine, budget: MemoryBudget = .unlimited,
    monitor: WorkMonitor = .none
  ) throws(SolverError) -> any PreparedSystem {
    let n = coefficients.count
    let needed = Self.bytes(sectors: n, rightHandSides: 1, narrowing: coefficients.narrowingBytes, on: engine)
    try SolverError.reserve(
      needed, of: budget.holding(coefficients.allocatedBytes), for: "LU of \(n) sectors in single precision")
    let clock = ContinuousClock()
    let start = clock.now
    do throws(MixedFactors.Failure) {
      let factors = try MixedFactors(coefficients, on: engine, monitor: monitor)
      return MixedLUSystem(
        coefficients: coefficients, factors: factors, engine: engine, budget: budget,
        prepareSeconds: (clock.now - start).seconds)
    } catch {
      switch error {
      case .stopped: throw .stopped
      case .allocation(let error): throw .allocation(error)
      case .unusable(let reason):
        return try MixedLUFallback(
          coefficients, reason: reason, on: engine, budget: budget,
          // The fractions told so far may not fall: all that is left counts as the end.
          monitor: monitor.part(1...1))
      }
    }
  }
}
