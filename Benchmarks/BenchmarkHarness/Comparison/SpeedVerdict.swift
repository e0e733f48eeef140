/// What can be said of two speeds.
public enum SpeedVerdict: String, Sendable, Codable {
  case faster, slower, same, inconclusive
}

/// Why speeds are the same. The last two are so although the interval of their ratio leaves one out: what was measured differs, by
/// no more than is said here.
public enum SamenessGround: String, Sendable, Codable {
  /// The interval holds one.
  case interval
  /// The difference is no larger than the least effect of interest.
  case minEffect = "min_effect"
  /// The difference is no larger than two runs of one program may have (see `Resolution`).
  case resolution
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
  /// Faster and slower are significant by test, larger than the least effect of interest and what the hosts resolve, and by their
  /// interval than the drift. The same is what lies within the least effect of interest by its interval, however much the hosts
  /// drift; and what differs by no more than they resolve, by an interval that does not reach too far.
  func finding(_ evidence: SpeedEvidence) -> SpeedFinding {
    guard evidence.samples >= Self.leastSamples else { return .undecided }
    let (ratio, interval) = (evidence.ratio, evidence.interval)
    let (size, least) = (max(ratio, 1 / ratio), 1 + max(minEffect, evidence.resolution ?? 0))
    if evidence.p < Self.significance && !interval.contains(1), size > least {
      let nearEnd = ratio > 1 ? interval.lowerBound : 1 / interval.upperBound
      guard nearEnd > 1 + evidence.drift else { return .undecided }
      return SpeedFinding(ratio > 1 ? .faster : .slower)
    }
    let isWithin = interval.lowerBound >= 1 / (1 + minEffect) && interval.upperBound <= 1 + minEffect
    let isUnresolved = evidence.resolution != nil && size <= least && Resolution.reach(interval) <= Self.mostReach
    guard isWithin || isUnresolved else { return .undecided }
    return SpeedFinding(
      // As far as the interval reaches, and no less than the least effect of interest.
      sameWithin: max(minEffect, Resolution.reach(interval)),
      by: interval.contains(1) ? .interval : isWithin || size <= 1 + minEffect ? .minEffect : .resolution)
  }
}

/// What is known of a ratio of speeds.
struct SpeedEvidence {
  let ratio: Double
  let interval: ClosedRange<Double>
  /// Adjusted.
  let p: Double
  /// Of the side with the fewest.
  let samples: Int
  /// What the hosts drift by, and what two runs of one program may differ by (see `Resolution`), as fractions; nil where that is
  /// not known, or not asked for.
  let drift: Double
  let resolution: Double?
}
