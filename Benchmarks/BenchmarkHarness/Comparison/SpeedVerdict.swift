/// What can be said of two speeds.
public enum SpeedVerdict: String, Sendable, Codable {
  case faster, slower, same, inconclusive
}

/// When a difference counts.
public struct ComparisonRule: Sendable, Equatable {
  /// The adjusted p-value under which times differ at all.
  public static let significance = 0.01

  /// The least difference of interest, as a fraction.
  public let minEffect: Double

  public init(minEffect: Double = 0.03) { self.minEffect = minEffect }

  /// The difference that counts between two runs: of interest, and larger than what either host does by itself.
  func limit(_ base: ComparedRun, _ other: ComparedRun) -> Double {
    max(minEffect, base.noiseFloor ?? 0, other.noiseFloor ?? 0)
  }

  /// By a ratio of speeds, its interval and the adjusted p-value; nil where no test was made, and the interval decides.
  static func verdict(_ ratio: Double, _ interval: ClosedRange<Double>, p: Double?, limit: Double) -> SpeedVerdict {
    let isSignificant = p.map { $0 < significance } ?? !interval.contains(1)
    if isSignificant && ratio > 1 + limit { return .faster }
    if isSignificant && ratio < 1 / (1 + limit) { return .slower }
    return interval.lowerBound >= 1 / (1 + limit) && interval.upperBound <= 1 + limit ? .same : .inconclusive
  }
}
