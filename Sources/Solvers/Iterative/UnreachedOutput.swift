import Kernels
import MatrixCore

/// Output of sectors from which no chain of sales leads to a demand: exactly zero, and set to it again after every correction,
/// once something else has been seen there.
///
/// Columns that share directions, and starts, bring others' output there. It shrinks with every correction and is never zero,
/// so that the componentwise error stays at one.
struct UnreachedOutput {
  private var zeros: ExactZeros?
  private let mayHold: Bool

  /// The errors of an answer that is right but for sectors of which not even the sign is.
  private static let wrong = (component: 0.5, mostNorm: 1e-9)

  /// `mayHold`: whether anything but its own right-hand side goes into a column.
  init(mayHold: Bool) { self.mayHold = mayHold }

  /// Finds the sectors, once, where the errors of the last measurement ask for it. Cost: that of `ExactZeros`. Errors: its.
  mutating func look(
    _ errors: ErrorMeasures, y: MatrixView<Double>, _ coefficients: any CoefficientOperator, _ orientation: Orientation,
    on engine: Engine, allows: () -> Bool
  ) throws(SolverError) {
    guard mayHold, zeros == nil, errors.componentwiseBackwardError >= Self.wrong.component,
      errors.backwardError <= Self.wrong.mostNorm
    else { return }
    zeros = try ExactZeros(of: y, coefficients, orientation, on: engine, allows: allows)
  }

  func clear(_ x: inout Matrix<Double>) {
    guard let zeros else { return }
    var target = x.mutableView
    zeros.clear(&target)
  }
}
