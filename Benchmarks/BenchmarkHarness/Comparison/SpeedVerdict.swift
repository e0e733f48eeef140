/// What can be said of two speeds.
public enum SpeedVerdict: String, Sendable, Codable {
  case faster, slower, same, inconclusive
}

/// Why speeds are the same. `minEffect` and `resolution` are so although the interval of their ratio leaves one out: what was
/// measured differs, by no more than is said here.
public enum SamenessGround: String, Sendable, Codable {
  /// The interval holds one.
  case interval
  /// The difference is no larger than the least effect of interest.
  case minEffect = "min_effect"
  /// The difference is no larger than two runs of one program may have (see `Resolution`).
  case resolution
  /// The medians tell nothing, by an interval that reaches too far; the lower quartiles of the times do.
  case lowerQuartile = "lower_quartile"
}

/// A verdict with what it rests on.
public struct SpeedFinding: Sendable, Equatable {
  public let verdict: SpeedVerdict
  /// The fraction within which the speeds are the same, and why they are; nil where that is not the verdict.
  public let sameWithin: Double?
  public let sameBy: SamenessGround?

  /// Nothing was found.
  static let undecided = SpeedFinding(.inconclusive)

  fileprivate init(_ verdict: SpeedVerdict) { (self.verdict, sameWithin, sameBy) = (verdict, nil, nil) }

  fileprivate init(sameWithin: Double, by ground: SamenessGround) {
    (verdict, self.sameWithin, sameBy) = (.same, sameWithin, ground)
  }
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

  /// An interval that reaches farther from one makes nothing the same, however little the hosts resolve: sizes of servers go up
  /// by half, and whoever cannot tell one from the next has not compared them.
  public static let mostReach = 0.5

  /// Of a speed against another.
  ///
  /// Faster and slower are medians: significant by test, larger than the least effect of interest and what the hosts resolve, and
  /// by their interval than the drift. The same is what lies within the least effect of interest by its interval, however much
  /// the hosts drift; and what differs by no more than they resolve, by an interval that does not reach too far. One that does,
  /// as where a process was disturbed, leaves it to the lower quartiles, unless the times differ by the test.
  func finding(_ evidence: SpeedEvidence) -> SpeedFinding {
    guard evidence.samples >= Self.leastSamples else { return .undecided }
    let medians = evidence.medians
    let isSignificant = evidence.p < Self.significance
    if isSignificant && evidence.hasDirection && !medians.interval.contains(1), medians.size > most(medians) {
      guard medians.nearEnd > 1 + evidence.drift else { return .undecided }
      return SpeedFinding(medians.ratio > 1 ? .faster : .slower)
    }
    if let within = sameness(medians) { return SpeedFinding(sameWithin: within, by: ground(medians)) }
    guard !isSignificant, Resolution.reach(medians.interval) > Self.mostReach, let quartiles = evidence.lowerQuartiles,
      quartiles.resolution != nil, let within = sameness(quartiles)
    else { return .undecided }
    return SpeedFinding(sameWithin: within, by: .lowerQuartile)
  }

  /// The ratio up to which nothing differs.
  private func most(_ estimate: SpeedEstimate) -> Double { 1 + max(minEffect, estimate.resolution ?? 0) }

  private func isWithin(_ interval: ClosedRange<Double>) -> Bool {
    interval.lowerBound >= 1 / (1 + minEffect) && interval.upperBound <= 1 + minEffect
  }

  /// As far as the interval reaches, and no less than the least effect of interest; nil where that is too far.
  private func sameness(_ estimate: SpeedEstimate) -> Double? {
    let reach = Resolution.reach(estimate.interval)
    let isUnresolved = estimate.resolution != nil && estimate.size <= most(estimate) && reach <= Self.mostReach
    return isWithin(estimate.interval) || isUnresolved ? max(minEffect, reach) : nil
  }

  private func ground(_ medians: SpeedEstimate) -> SamenessGround {
    if medians.interval.contains(1) { return .interval }
    return isWithin(medians.interval) || medians.size <= 1 + minEffect ? .minEffect : .resolution
  }
}

/// A ratio of speeds, by one quantile of their times.
struct SpeedEstimate {
  let ratio: Double
  let interval: ClosedRange<Double>
  /// What two runs of one program may differ by (see `Resolution`), as a fraction; nil where that is not known.
  let resolution: Double?

  /// Above one, whichever is faster.
  var size: Double { max(ratio, 1 / ratio) }

  /// The end of the interval at which they differ least, above one alike where it leaves one out.
  var nearEnd: Double { ratio > 1 ? interval.lowerBound : 1 / interval.upperBound }
}

/// What is known of two speeds.
struct SpeedEvidence {
  let medians: SpeedEstimate
  /// Nil where they are not known.
  var lowerQuartiles: SpeedEstimate?
  /// Of the samples, adjusted.
  let p: Double
  /// Whether the test points to where the ratio does.
  var hasDirection = true
  /// Of the side with the fewest.
  let samples: Int
  /// What the hosts drift by, as a fraction; nothing where they are one.
  var drift = 0.0
}
