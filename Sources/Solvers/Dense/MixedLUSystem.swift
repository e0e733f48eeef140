import Kernels
import MatrixCore
import Synchronization

/// Factors in single precision as a prepared system, and those in double precision once they had to be made.
final class MixedLUSystem: PreparedSystem {
  /// Right-hand sides are solved in panels of this many columns, which bounds the scratch memory.
  static let panelWidth = 256

  let coefficients: any CoefficientOperator
  private let factors: MixedFactors
  private let engine: Engine
  private let budget: MemoryBudget
  private let prepareSeconds: Double
  private let fallback = Mutex<MixedLUFallback?>(nil)

  init(
    coefficients: any CoefficientOperator, factors: consuming MixedFactors, engine: Engine, budget: MemoryBudget,
    prepareSeconds: Double
  ) {
    self.coefficients = coefficients
    self.factors = factors
    self.engine = engine
    self.budget = budget
    self.prepareSeconds = prepareSeconds
  }

  var sectorCount: Int { coefficients.count }
  /// The factors in single precision, and those in double precision once they were made.
  var heldBytes: Int { MemoryBudget.sum(factors.allocatedBytes, fallback.withLock { $0?.heldBytes ?? 0 }) }

  func solve(
    _ rightHandSides: MatrixView<Double>, orientation: Orientation, monitor: WorkMonitor
  ) throws(SolverError) -> Solution {
    if let fallback = fallback.withLock({ $0 }) {
      return try fallback.solve(rightHandSides, orientation: orientation, monitor: monitor)
    }
    let (n, m) = (sectorCount, rightHandSides.columns)
    try coefficients.check(rightHandSides: rightHandSides)
    try SolverError.reserve(
      MixedLUSolver.panelBytes(sectors: n, rightHandSides: m), of: budget.holding(held),
      for: "solving for \(m) right-hand sides")
    let clock = ContinuousClock()
    let start = clock.now
    var values: Matrix<Double>
    do { values = try Matrix(rows: n, columns: m, layout: .columnMajor) } catch { throw .allocation(error) }
    let outcome = try refine(&values, rightHandSides, orientation, monitor)
    if let failure = outcome.failure {
      _ = consume values
      return try fallBack(failure, monitor.part(1...1)).solve(
        rightHandSides, orientation: orientation, monitor: monitor.part(1...1))
    }
    return Solution(values: values, report: report(orientation, m, outcome, seconds: (clock.now - start).seconds))
  }

  private var held: Int { MemoryBudget.sum(coefficients.allocatedBytes, factors.allocatedBytes) }

  /// Panel by panel, up to the first one for which single precision does not do.
  private func refine(
    _ values: inout Matrix<Double>, _ y: MatrixView<Double>, _ orientation: Orientation, _ monitor: WorkMonitor
  ) throws(SolverError) -> MixedOutcome {
    var outcome = MixedOutcome()
    for first in stride(from: 0, to: y.columns, by: Self.panelWidth) {
      let columns = first..<min(first + Self.panelWidth, y.columns)
      var all = values.mutableView
      var panel = all.window(rows: 0..<y.rows, columns: columns)
      let sides = y.window(rows: 0..<y.rows, columns: columns)
      do { outcome.formMaximum(try refine(&panel, sides, orientation)) } catch { throw .allocation(error) }
      guard outcome.failure == nil else { return outcome }
      guard monitor.allows(Double(columns.upperBound) / Double(y.columns)) else { throw .stopped }
    }
    return outcome
  }

  @_lifetime(x: copy x)
  private func refine(
    _ x: inout MutableMatrixView<Double>, _ y: MatrixView<Double>, _ orientation: Orientation
  ) throws(AllocationError) -> MixedOutcome {
    var refinement = try MixedRefinement(coefficients, columns: x.columns, orientation: orientation, engine: engine)
    var outcome = try refinement.solve(y, by: factors, into: &x)
    guard outcome.failure == nil else { return outcome }
    // A table that is not productive, or not in single precision: which of the two, double precision tells.
    do { try SolutionCheck(coefficients).check(x.view, y: y, errors: outcome.errors) } catch { outcome.failure = "\(error)" }
    return outcome
  }

  /// Made once and kept; callers that need it at the same time may each make one.
  private func fallBack(_ reason: String, _ monitor: WorkMonitor) throws(SolverError) -> MixedLUFallback {
    let made = try MixedLUFallback(
      coefficients, reason: reason, on: engine, budget: budget.holding(factors.allocatedBytes), monitor: monitor)
    fallback.withLock { $0 = made }
    return made
  }

  private func report(
    _ orientation: Orientation, _ m: Int, _ outcome: MixedOutcome, seconds: Double
  ) -> SolveReport {
    let n = Double(sectorCount)
    let flops = 2 * n * n * n / 3 + 2 * n * n * Double(m)
    return SolveReport(
      method: "lu-mixed", reason: "asked for; factors in single precision, refined with residuals in double precision",
      elimination: EliminationReport(.partial, "single precision exchanges rows where it sees a larger pivot"),
      engine: engine.description, orientation: orientation, sectors: sectorCount, rightHandSides: m,
      iterations: outcome.steps, errors: outcome.errors, prepareSeconds: prepareSeconds, solveSeconds: seconds,
      flops: flops, singleFlops: flops,
      peakBytes: MemoryBudget.sum(held, MixedLUSolver.panelBytes(sectors: sectorCount, rightHandSides: m)))
  }
}
