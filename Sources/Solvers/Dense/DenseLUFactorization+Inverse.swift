import Kernels
import MatrixCore

extension DenseLUFactorization {
  /// The Leontief inverse L = (I − A)⁻¹ with the residual of (I − A) L = I. Where only L is wanted, `InverseSolver.inverse` is
  /// faster.
  ///
  /// Cost: 4n³/3 flops after the factorization and 2n³ for the residual. Memory: the factors are overwritten; a panel of
  /// columns beside them. Errors: as `solve`; a stop is `SolverError.stopped`.
  public consuming func inverse(monitor: WorkMonitor = .none) throws(SolverError) -> Solution {
    let n = sectorCount
    let panels = DenseLUSolver.peak(
      scratch: engine.inversionScratch(order: n, of: Double.self), then: InverseCheck.bytes(sectors: n))
    let held = MemoryBudget.sum(coefficients.allocatedBytes, factors.allocatedBytes)
    try SolverError.reserve(panels, of: budget.holding(held), for: "the inverse of \(n) sectors")
    let clock = ContinuousClock()
    let start = clock.now
    // 4n³/3 flops, then 2n³ for the residual.
    try Self.invert(&factors, pivots, on: engine, monitor.part(0...0.4))
    let errors = try InverseCheck(coefficients: coefficients, engine: engine).measure(factors.view, monitor.part(0.4...1))
    var report = report(.output, n, errors, steps: 0, seconds: (clock.now - start).seconds)
    report.method = "inverse"
    report.reason = "the inverse was asked for"
    report.iterations = 0
    report.flops = 2 * Double(n) * Double(n) * Double(n)
    report.peakBytes = MemoryBudget.sum(held, panels)
    return Solution(values: factors, report: report)
  }

  private static func invert(
    _ factors: inout Matrix<Double>, _ pivots: Pivots, on engine: Engine, _ monitor: WorkMonitor
  ) throws(SolverError) {
    var target = factors.mutableView
    do throws(InversionError) {
      try engine.invert(factors: &target, pivots: pivots, monitor: monitor)
    } catch {
      switch error {
      case .allocation(let error): throw .allocation(error)
      case .stopped: throw .stopped
      }
    }
  }
}
