import Kernels
import MatrixCore

/// The system in double precision where single precision does not do, with the reason in every report.
final class MixedLUFallback: PreparedSystem {
  private let system: any PreparedSystem
  private let reason: String

  /// Errors: those of `DenseLUSolver`.
  init(
    _ coefficients: any CoefficientOperator, reason: String, on engine: Engine, budget: MemoryBudget, monitor: WorkMonitor
  ) throws(SolverError) {
    system = try DenseLUSolver().prepare(coefficients, on: engine, budget: budget, monitor: monitor)
    self.reason = reason
  }

  var sectorCount: Int { system.sectorCount }
  var coefficients: any CoefficientOperator { system.coefficients }
  var heldBytes: Int { system.heldBytes }

  func solve(
    _ rightHandSides: MatrixView<Double>, orientation: Orientation, monitor: WorkMonitor
  ) throws(SolverError) -> Solution {
    let solution = try system.solve(rightHandSides, orientation: orientation, monitor: monitor)
    var report = solution.report
    report.reason = "lu-mixed fell back to double precision: \(reason)"
    return Solution(values: solution.values, report: report)
  }
}
