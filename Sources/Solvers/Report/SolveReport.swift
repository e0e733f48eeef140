import Kernels

/// What a solve did and how good its answer is.
public struct SolveReport: Sendable {
  /// The solver's name, and why it was taken.
  public var method: String
  public var reason: String
  /// Of methods that eliminate: which rows might be exchanged.
  public var elimination: EliminationReport?
  public var engine: EngineDescription
  public var orientation: Orientation
  public var sectors: Int
  public var rightHandSides: Int
  /// Steps of refinement of a direct method; passes over A of an iterative one, for the right-hand side that needed most.
  public var iterations: Int
  /// The measured errors of the answer, worst column.
  public var errors: ErrorMeasures
  /// Seconds of preparing (forming I − A and factorizing) and of solving with refinement and checks.
  public var prepareSeconds: Double
  public var solveSeconds: Double
  /// Seconds of a method that was tried before and did not get there, its preparation too: in none of the above, nor in rates.
  public var lostSeconds = 0.0
  /// Flops of the method by its model: 2n³/3 for LU and 2n² a right-hand side, 2n² a pass of an iteration; refinement and
  /// checks not counted. Nil where no model counts them.
  public var flops: Double?
  /// How many of the flops are in single precision, which has a peak of its own.
  public var singleFlops = 0.0
  /// What the method read by its model, for methods that memory bounds; nil for those that arithmetic bounds.
  public var readings: [OperandReading]?
  /// Memory of the method at its peak, coefficients and answer included, bytes.
  public var peakBytes: Int
  /// A bound of the relative error of every single component of the answer, whatever the condition number, for methods that
  /// have one (GTH, for right-hand sides of one sign and deficits that are data). Underflow is not covered.
  public var relativeErrorBound: Double?
  /// The library that did the work beside the engine: its version and file; nil for none.
  public var library: String? = nil

  /// Of preparing and solving by the method.
  public var seconds: Double { prepareSeconds + solveSeconds }

  /// Bytes of all readings.
  public var bytesRead: Double? { readings.map { $0.reduce(0) { $0 + $1.bytes } } }

  public var gigaflopsPerSecond: Double? { flops.flatMap { seconds > 0 ? $0 / seconds * 1e-9 : nil } }

  public var gigabytesPerSecond: Double? { bytesRead.flatMap { seconds > 0 ? $0 / seconds * 1e-9 : nil } }
}

/// Which rows an elimination was allowed to exchange, and why; a fallback from no exchanges is told here.
public struct EliminationReport: Sendable, Equatable {
  public var pivoting: Pivoting
  public var reason: String

  public init(_ pivoting: Pivoting, _ reason: String) {
    self.pivoting = pivoting
    self.reason = reason
  }
}
