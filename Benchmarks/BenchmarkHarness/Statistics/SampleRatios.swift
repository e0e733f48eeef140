/// The ratios of two samples' medians and of their lower quartiles with bootstrap intervals, by the same draws.
///
/// Both samples are drawn again with replacement, the first before the second. A sample may come from several processes, of
/// which as many as there are are drawn first, and then from each as many values as it has, by their place in ascending order;
/// the generator gives as many numbers for each process as the largest has values. It is part of the result, so that anybody's
/// program gives the same interval.
/// Cost: `drawCount` draws, and for each two passes over both samples.
/// Reference: Efron and Tibshirani (1993), chapter 13 (the percentile interval); Davison and Hinkley (1997), section 3.8
/// (hierarchical data).
public struct SampleRatios: Sendable, Equatable {
  public let medians: QuantileRatio
  /// Disturbances lengthen times: until nearly three quarters of the samples are disturbed, these are of times that are not.
  public let lowerQuartiles: QuantileRatio

  public static let drawCount = 10_000

  /// `numerator` over `denominator`, each of one process.
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
    let (whole, other) = (above.quantiles, below.quantiles)
    var (medians, lowerQuartiles): ([Double], [Double]) = ([], [])
    for _ in 0..<Self.drawCount {
      above.draw(&generator)
      below.draw(&generator)
      let (first, second) = (above.quantiles, below.quantiles)
      medians.append(first.median / second.median)
      lowerQuartiles.append(first.lowerQuartile / second.lowerQuartile)
    }
    self.medians = QuantileRatio(whole.median / other.median, draws: medians)
    self.lowerQuartiles = QuantileRatio(whole.lowerQuartile / other.lowerQuartile, draws: lowerQuartiles)
  }
}

/// Quantiles of a sample drawn again with replacement.
private struct Resampling {
  /// All values, and of each process their places among them, both ascending.
  private let sorted: [Double]
  private let places: [[Int]]
  private let widest: Int
  /// How often each value was drawn, once before the first draw, and their sum.
  private var counts: [Int]
  private var count: Int

  init(_ processes: [[Double]]) {
    let tagged = processes.enumerated().flatMap { number, values in values.map { (value: $0, process: number) } }
    let order = tagged.sorted { ($0.value, $0.process) < ($1.value, $1.process) }
    sorted = order.map(\.value)
    places = processes.indices.map { number in order.indices.filter { order[$0].process == number } }
    widest = processes.map(\.count).max() ?? 0
    counts = Array(repeating: 1, count: sorted.count)
    count = sorted.count
  }

  /// As many processes as there are, and as many values as each has.
  mutating func draw(_ generator: inout SplitMix64) {
    for k in counts.indices { counts[k] = 0 }
    count = 0
    let drawn = places.indices.map { _ in Int(generator.next(below: UInt64(places.count))) }
    for process in drawn {
      let own = places[process]
      for k in 0..<widest {
        let place = Int(generator.next(below: UInt64(own.count)))
        if k < own.count { counts[own[place]] += 1 }
      }
      count += own.count
    }
  }

  /// Of all values that were drawn.
  var quantiles: (median: Double, lowerQuartile: Double) { (quantile(0.5), quantile(0.25)) }

  /// As `SampleStatistics.quantile` of the drawn values.
  private func quantile(_ fraction: Double) -> Double {
    let position = fraction * Double(count - 1)
    let below = Int(position)
    let (lower, upper) = values(rank: below)
    return lower + (position - Double(below)) * (upper - lower)
  }

  /// The drawn value of a rank, from zero and under the count, and the next one; the last twice where there is none.
  private func values(rank: Int) -> (Double, Double) {
    var (seen, found) = (0, sorted[0])
    for (value, count) in zip(sorted, counts) where count > 0 {
      if seen > rank { return (found, value) }
      (seen, found) = (seen + count, value)
      if seen > rank + 1 { break }
    }
    return (found, found)
  }
}
