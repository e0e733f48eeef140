import Kernels
import MatrixCore

extension PreparedSystem {
  /// False, unless a system says otherwise.
  public var canBeContinued: Bool { false }

  /// As without a start and a sink, for systems that have no use for them.
  public func solve(
    _ rightHandSides: MatrixView<Double>, orientation: Orientation, from start: MatrixView<Double>?, sink: SolutionSink,
    monitor: WorkMonitor
  ) throws(SolverError) -> Solution {
    try solve(rightHandSides, orientation: orientation, monitor: monitor)
  }
}
