/// The ratio of two samples' medians with a bootstrap interval.
///
/// Both samples are drawn again with replacement, the first before the second. A sample may come from several processes, of
/// which as many as there are are drawn first, and then from each as many values as it has, by their place in ascending order;
/// the generator gives as many numbers for each process as the largest has values. It is part of the result, so that anybody's
/// program gives the same interval.
/// Cost: `drawCount` passes over both samples.
/// Reference: Efron and Tibshirani (1993), chapter 13 (the percentile interval); Davison and Hinkley (1997), section 3.8
/// (hierarchical data).
public struct MedianRatio: Sendable, Equatable {
  public let estimate: Double
  /// From the 2.5 % to the 97.5 % quantile of the draws.
  public let interval: ClosedRange<Double>
  /// The ratio of every draw, in order: means over several ratios have intervals, too.
  public let draws: [Double]

  public static let drawCount = 10_000

  /// The median of `numerator` over that of `denominator`, each of one process.
  public init?(_ numerator: [Double], over denominator: [Double], seed: UInt64, stream: String) {
    self.init([numerator], over: [denominator], seed: seed, stream: stream)
  }

  /// The same of samples of several processes. Nil without samples, or with one that is not a positive number.
  public init?(_ numerator: [[Double]], over denominator: [[Double]], seed: UInt64, stream: String) {
    let processes = numerator + denominator
    guard !numerator.isEmpty, !denominator.isEmpty,
      processes.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0 > 0 && $0.isFinite } })
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
  /// All values, and of each process their places among them, both ascending.
  private let sorted: [Double]
  private let places: [[Int]]
  private let widest: Int
  /// How often each value was drawn.
  private var counts: [Int]

  init(_ processes: [[Double]]) {
    let tagged = processes.enumerated().flatMap { number, values in values.map { (value: $0, process: number) } }
    let order = tagged.sorted { ($0.value, $0.process) < ($1.value, $1.process) }
    sorted = order.map(\.value)
    places = processes.indices.map { number in order.indices.filter { order[$0].process == number } }
    widest = processes.map(\.count).max() ?? 0
    counts = Array(repeating: 0, count: sorted.count)
  }

  var median: Double { SampleStatistics.quantile(sorted, 0.5) }

  /// As many processes as there are, as many values as each has, and the median of all.
  mutating func draw(_ generator: inout SplitMix64) -> Double {
    for k in counts.indices { counts[k] = 0 }
    let drawn = places.indices.map { _ in Int(generator.next(below: UInt64(places.count))) }
    var n = 0
    for process in drawn {
      let own = places[process]
      for k in 0..<widest {
        let place = Int(generator.next(below: UInt64(own.count)))
        if k < own.count { counts[own[place]] += 1 }
      }
      n += own.count
    }
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
