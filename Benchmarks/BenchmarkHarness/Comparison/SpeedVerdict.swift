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

  /// Differences under it are seldom a reason to choose a host, and it is what runs of a minute can tell. Measured 2026-11-22 on
  /// a shared AMD EPYC (Zen 5, 2 processors) with `run --sizes 598 --engine swift` and `compare`, runs in one state: ratios of
  /// work that computes reach 2 % either way, of aggregation 8 %.
  public static let usualMinEffect = 0.05

  public init(minEffect: Double = ComparisonRule.usualMinEffect) { self.minEffect = minEffect }

  /// Samples that each side of every cell needs for a verdict: fewer have no interval of their median.
  public static let leastSamples = 6

  /// What either host drifts by within its run: a difference that is no larger counts for nothing.
  func drift(_ base: ComparedRun, _ other: ComparedRun) -> Double { max(base.drift ?? 0, other.drift ?? 0) }

  /// By a ratio of speeds, its interval, the adjusted p-value and the samples of the side with the fewest.
  ///
  /// Faster and slower are significant by test, larger than the least effect of interest, and by their interval than the drift;
  /// the same is what lies within the least effect of interest, however much the hosts drift.
  func verdict(_ ratio: Double, _ interval: ClosedRange<Double>, p: Double, samples: Int, drift: Double) -> SpeedVerdict {
    guard samples >= Self.leastSamples else { return .inconclusive }
    if p < Self.significance && !interval.contains(1), max(ratio, 1 / ratio) > 1 + minEffect {
      let nearEnd = ratio > 1 ? interval.lowerBound : 1 / interval.upperBound
      guard nearEnd > 1 + drift else { return .inconclusive }
      return ratio > 1 ? .faster : .slower
    }
    return interval.lowerBound >= 1 / (1 + minEffect) && interval.upperBound <= 1 + minEffect ? .same : .inconclusive
  }
}
