/// The ratio of two samples' medians with a bootstrap interval.
///
/// Both samples are drawn again with replacement, the first before the second, from their values in ascending order; the
/// generator is part of the result, so that anybody's program gives the same interval.
/// Cost: `drawCount` passes over both samples.
/// Reference: Efron and Tibshirani (1993), chapter 13 (the percentile interval).
public struct MedianRatio: Sendable, Equatable {
  public let estimate: Double
  /// From the 2.5 % to the 97.5 % quantile of the draws.
  public let interval: ClosedRange<Double>
  /// The ratio of every draw, in order: means over several ratios have intervals, too.
  public let draws: [Double]

  public static let drawCount = 10_000

  /// The median of `numerator` over that of `denominator`. Nil without samples, or with one that is not a positive number.
  public init?(_ numerator: [Double], over denominator: [Double], seed: UInt64, stream: String) {
    guard !numerator.isEmpty, !denominator.isEmpty,
      (numerator + denominator).allSatisfy({ $0 > 0 && $0.isFinite })
    else { return nil }
    var generator = SplitMix64(seed: seed, stream: stream)
    var (above, below) = (Resampling(numerator), Resampling(denominator))
    estimate = above.median / below.median
    draws = (0..<Self.drawCount).map { _ in
      let first = above.draw(&generator)
      return first / below.draw(&generator)
    }
    interval = Self.interval(draws)
  }

  /// The 95 % interval of a quantity's draws.
  static func interval(_ draws: [Double]) -> ClosedRange<Double> {
    let sorted = draws.sorted()
    return SampleStatistics.quantile(sorted, 0.025)...SampleStatistics.quantile(sorted, 0.975)
  }
}

/// Medians of a sample drawn again with replacement.
private struct Resampling {
  private let sorted: [Double]
  /// How often each value was drawn.
  private var counts: [Int]

  init(_ samples: [Double]) {
    sorted = samples.sorted()
    counts = Array(repeating: 0, count: samples.count)
  }

  var median: Double { SampleStatistics.quantile(sorted, 0.5) }

  /// As many values as the sample has, and their median.
  mutating func draw(_ generator: inout SplitMix64) -> Double {
    let n = sorted.count
    for k in 0..<n { counts[k] = 0 }
    for _ in 0..<n { counts[Int(generator.next(below: UInt64(n)))] += 1 }
    let lower = value(rank: (n - 1) / 2)
    return n.isMultiple(of: 2) ? 0.5 * (lower + value(rank: n / 2)) : lower
  }

  /// The drawn value of a rank, from zero.
  private func value(rank: Int) -> Double {
    var seen = 0
    for (value, count) in zip(sorted, counts) {
      seen += count
      if seen > rank { return value }
    }
    return sorted[sorted.count - 1]
  }
}
