import Kernels

/// What a solve did and how good its answer is.
public struct SolveReport: Sendable {
  /// The solver's name, and why it was taken.
  public var method: String
  public var reason: String
  /// Which rows the elimination was allowed to exchange, and why; a fallback from no exchanges is told here.
  public var pivoting: Pivoting
  public var pivotingReason: String
  public var engine: EngineDescription
  public var orientation: Orientation
  public var sectors: Int
  public var rightHandSides: Int
  /// Steps of iterative refinement that were made.
  public var iterations: Int
  /// The measured errors of the answer, worst column.
  public var errors: ErrorMeasures
  /// Seconds of preparing (forming I − A and factorizing) and of solving with refinement and checks.
  public var prepareSeconds: Double
  public var solveSeconds: Double
  /// Flops of the method by its model: 2n³/3 for LU and 2n² a right-hand side; refinement and checks not counted.
  public var flops: Double
  /// Memory of the method at its peak, coefficients and answer included, bytes.
  public var peakBytes: Int

  public var gigaflopsPerSecond: Double? {
    let seconds = prepareSeconds + solveSeconds
    return seconds > 0 ? flops / seconds * 1e-9 : nil
  }
}
