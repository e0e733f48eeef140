import Foundation

/// What a list of samples says, without assuming a distribution. Outliers are kept.
public struct SampleStatistics: Sendable, Equatable {
  public let median: Double
  /// An interval that holds the median of the population with at least 95 % probability; nil under six samples, which
  /// cannot give one.
  public let interval: ClosedRange<Double>?
  public let minimum: Double
  public let maximum: Double
  public let p25: Double
  public let p75: Double
  public let p95: Double
  /// The median absolute deviation from the median, not scaled.
  public let mad: Double
  public let count: Int

  /// Nil without samples, or with one that is not finite.
  public init?(_ samples: [Double]) {
    guard let first = samples.first, samples.allSatisfy(\.isFinite) else { return nil }
    let sorted = samples.sorted()
    let middle = Self.quantile(sorted, 0.5)
    median = middle
    interval = Self.rankOfMedianInterval(sorted.count).map { sorted[$0]...sorted[sorted.count - 1 - $0] }
    minimum = sorted.first ?? first
    maximum = sorted.last ?? first
    p25 = Self.quantile(sorted, 0.25)
    p75 = Self.quantile(sorted, 0.75)
    p95 = Self.quantile(sorted, 0.95)
    mad = Self.quantile(samples.map { abs($0 - middle) }.sorted(), 0.5)
    count = sorted.count
  }

  /// The half-width of the interval as a fraction of the median.
  public var relativeHalfWidth: Double? {
    guard let interval, median > 0 else { return nil }
    return (interval.upperBound - interval.lowerBound) / (2 * median)
  }

  /// Linear interpolation between order statistics, the first at 0 and the last at 1.
  /// Reference: Hyndman and Fan (1996), definition 7.
  static func quantile(_ sorted: [Double], _ fraction: Double) -> Double {
    let position = fraction * Double(sorted.count - 1)
    let below = Int(position)
    guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
    return sorted[below] + (position - Double(below)) * (sorted[below + 1] - sorted[below])
  }

  /// The largest r for which the r-th smallest and r-th largest (from zero) enclose the median with 95 % probability.
  ///
  /// Each sample is below the median with probability 1/2, so the interval misses it with probability
  /// 2 P(Binomial(n, 1/2) ≤ r). Terms are carried as logarithms: 2⁻ⁿ is no double for n over a thousand.
  static func rankOfMedianInterval(_ n: Int) -> Int? {
    var logTerm = -Double(n) * 0.693_147_180_559_945_3
    var missed = 0.0
    var rank: Int?
    for r in 0..<n {
      missed += 2 * exp(logTerm)
      guard missed <= 0.05 else { break }
      rank = r
      logTerm += log(Double(n - r) / Double(r + 1))
    }
    return rank
  }
}
