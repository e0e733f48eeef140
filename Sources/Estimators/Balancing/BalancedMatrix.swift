import MatrixCore

/// A matrix with the sums it was given.
public struct BalancedMatrix: ~Copyable, Sendable {
  public let values: Matrix<Double>
  /// r and s.
  public let rowFactors: [Double]
  public let columnFactors: [Double]
  /// t as it was used: scaled where that was allowed.
  public let columnTargets: [Double]
  public let report: BalancingReport

  /// The matrix alone.
  public consuming func takeValues() -> Matrix<Double> { values }
}

/// How a matrix was balanced and how well.
public struct BalancingReport: Sendable, Equatable {
  public var method: Balancer.Method
  public var iterations: Int
  /// The largest errors of sums, as `Balancer.tolerance` measures them, on the finished matrix.
  public var rowError: Double
  public var columnError: Double
  public var worstRow: String?
  public var worstColumn: String?
  public var negativeCells: Int
  /// Lines without a flow that could be scaled, which keep their sums; their targets were within the slack.
  public var left: [String]
  /// Lines that must sum to zero and held only negative cells, which are zero now.
  public var emptied: [String] = []

  /// |sum − target| over the target, or over a thousandth of the line's magnitudes where the target is smaller; infinite for
  /// a sum that overflows.
  static func error(_ sum: Double, _ target: Double, magnitude: Double) -> Double {
    guard sum.isFinite, magnitude.isFinite else { return .infinity }
    return sum == target ? 0 : abs(sum - target) / max(abs(target), magnitude / 1000, .leastNormalMagnitude)
  }
}
