import Kernels
import MatrixCore

/// How an inner iteration ended.
enum InnerOutcome: Sendable, Equatable {
  /// Every column is below the tolerance.
  case converged
  /// It moves too slowly, or not at all any more.
  case stalled
  case stopped
}

/// What an inner iteration is to reach.
struct InnerTarget: Sendable {
  /// For each column: the residual at which it is good enough.
  let residuals: [Double]
  /// Passes over A it may make.
  let mostPasses: Int
  /// A pass that leaves more than this share of the residual is a slow one.
  let slowest: Double
  /// Slow passes in a row after which another method is better.
  let patience: Int
}

/// X ← X + M⁻¹ (Y − (I − A) X) until the residuals are small: Neumann's series, Jacobi's or the Gauss-Seidel iteration.
struct StationaryIteration {
  /// X is Y on entry, the answer on return. Cost: a pass over A a step. Sweeps alone do not lead away from the answer of an
  /// M-matrix: where residuals grow, all is begun anew without what follows the sweeps.
  static func run<Stored>(
    _ sweep: inout Sweep<Stored>, _ x: inout Matrix<Double>, _ y: borrowing Matrix<Double>,
    _ target: InnerTarget, allows: () -> Bool
  ) throws(AllocationError) -> InnerOutcome {
    var last: [Double] = []
    var slowPasses = 0
    for _ in 0..<target.mostPasses {
      guard let residuals = try sweep.step(&x, y, allows: allows), allows() else { return .stopped }
      // What was measured is the residual before the step: one step more has been made of it already.
      let ratio = last.isEmpty ? 1 : zip(residuals, last).map { $1 > 0 ? $0 / $1 : 0 }.reduce(0) { $0 >= $1 ? $0 : $1 }
      if !(ratio <= 1), sweep.leavesOutCorrection() {
        for j in 0..<x.columns { for i in 0..<x.rows { x[i, j] = y[i, j] } }
        (last, slowPasses) = ([], 0)
        continue
      }
      let isReached = zip(residuals, target.residuals).allSatisfy { $0 * min(1, ratio) <= $1 }
      if isReached { return .converged }
      slowPasses = ratio < target.slowest ? 0 : slowPasses + 1
      if slowPasses > target.patience { return .stalled }
      last = residuals
    }
    return .stalled
  }
}
