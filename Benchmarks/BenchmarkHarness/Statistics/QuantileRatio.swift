/// The ratio of one quantile of two samples with a bootstrap interval.
public struct QuantileRatio: Sendable, Equatable {
  public let estimate: Double
  /// From the 2.5 % to the 97.5 % quantile of the draws.
  public let interval: ClosedRange<Double>
  /// The ratio of every draw, in order: means over several ratios have intervals, too.
  public let draws: [Double]

  init(_ estimate: Double, draws: [Double]) {
    (self.estimate, self.draws) = (estimate, draws)
    interval = Self.interval(draws)
  }

  /// The 95 % interval of a quantity's draws.
  static func interval(_ draws: [Double]) -> ClosedRange<Double> {
    let sorted = draws.sorted()
    return SampleStatistics.quantile(sorted, 0.025)...SampleStatistics.quantile(sorted, 0.975)
  }
}
