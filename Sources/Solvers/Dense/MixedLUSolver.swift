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
    MemoryBudget.sum(MixedFactors.bytes(sectors: n), Self.panelBytes(sectors: n, rightHandSides: m))
  }

  public func bytesNeeded(sectors n: Int, rightHandSides m: Int, on engine: Engine) -> Int {
    MemoryBudget.sum(
      MixedFactors.bytes(sectors: n),
      DenseLUSolver.peak(
        scratch: engine.factorizationScratch(order: n, of: Float.self),
        then: Self.panelBytes(sectors: n, rightHandSides: m)))
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
    try SolverError.reserve(
      bytesNeeded(sectors: n, rightHandSides: 1, on: engine), of: budget.holding(coefficients.allocatedBytes),
      for: "LU of \(n) sectors in single precision")
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
