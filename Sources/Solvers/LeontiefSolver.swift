import Kernels
import MatrixCore

/// A method for Leontief systems: prepare once, solve many.
public protocol LeontiefSolver: Sendable {
  /// The name users choose it by ("lu").
  var name: String { get }

  /// Peak memory of preparing and solving, beside the coefficients themselves, in bytes. Without the scratch memory of an
  /// engine's kernels.
  func bytesNeeded(sectors n: Int, rightHandSides m: Int) -> Int

  /// The same with the kernels' scratch memory: what `prepare` asks for, and what a choice of methods goes by.
  func bytesNeeded(sectors n: Int, rightHandSides m: Int, on engine: Engine) -> Int

  /// Does the work that does not depend on right-hand sides. Keeps a reference to the coefficients. When the monitor stops
  /// it, the error is `SolverError.stopped`.
  func prepare(
    _ coefficients: any CoefficientOperator, on engine: Engine, budget: MemoryBudget, monitor: WorkMonitor
  ) throws(SolverError) -> any PreparedSystem
}

extension LeontiefSolver {
  /// Of methods whose kernels need no scratch memory worth counting.
  public func bytesNeeded(sectors n: Int, rightHandSides m: Int, on engine: Engine) -> Int {
    bytesNeeded(sectors: n, rightHandSides: m)
  }
}

/// A system ready for right-hand sides of either orientation.
public protocol PreparedSystem: AnyObject, Sendable {
  var sectorCount: Int { get }
  /// A, as it was prepared from.
  var coefficients: any CoefficientOperator { get }
  /// Memory of what was prepared, beside the coefficients, in bytes.
  var heldBytes: Int { get }

  /// Solves for every column of `rightHandSides`.
  ///
  /// Shapes: n × m in, n × m out. The report's residuals are measured on the original coefficients. Errors: shapes, NaN or
  /// infinity in the right-hand side, an answer that fails its checks, memory, a monitor that stops.
  func solve(
    _ rightHandSides: MatrixView<Double>, orientation: Orientation, monitor: WorkMonitor
  ) throws(SolverError) -> Solution

  /// Whether a solve can begin with an X and gives it away on its way: iterations can.
  var canBeContinued: Bool { get }

  /// The same for a long iteration that can be continued: it begins with `start`, the X a sink was given before, and gives X
  /// to `sink`.
  ///
  /// Shapes: n × m in, `start` too, n × m out. The start is never trusted: what it leaves is measured first, at the cost of one
  /// pass over A, and the answer is as good as ever; a start of something else costs time. Errors: as above; a start of
  /// another shape, NaN or infinity in it. Systems that cannot be continued look at neither.
  func solve(
    _ rightHandSides: MatrixView<Double>, orientation: Orientation, from start: MatrixView<Double>?, sink: SolutionSink,
    monitor: WorkMonitor
  ) throws(SolverError) -> Solution
}

/// An answer with its proof.
public struct Solution: ~Copyable, Sendable {
  /// n × m, column-major.
  public var values: Matrix<Double>
  public var report: SolveReport

  /// The first column; empty when there is none.
  public var vector: [Double] {
    values.columns == 0 ? [] : (0..<values.rows).map { values[$0, 0] }
  }

  /// The values alone, without a copy.
  public consuming func takeValues() -> Matrix<Double> { values }
}

extension PreparedSystem {
  /// Nothing, unless a system says otherwise.
  public var heldBytes: Int { 0 }

  /// Solves unwatched.
  public func solve(_ rightHandSides: MatrixView<Double>, orientation: Orientation) throws(SolverError) -> Solution {
    try solve(rightHandSides, orientation: orientation, monitor: .none)
  }

  /// One right-hand side.
  public func solve(_ vector: [Double], orientation: Orientation = .output) throws(SolverError) -> Solution {
    try solve(MatrixView(column: vector.span), orientation: orientation)
  }
}
