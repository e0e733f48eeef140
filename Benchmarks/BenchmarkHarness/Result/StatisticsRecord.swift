/// Statistics as documents show them, seconds.
public struct StatisticsRecord: Codable, Sendable, Equatable {
  public var median: Double
  /// From order statistics; null under six samples.
  @Nullable public var ci95: IntervalRecord?
  public var ci95Why: String?
  public var min: Double
  public var max: Double
  public var p25: Double
  public var p75: Double
  public var p95: Double
  public var mad: Double
  public var n: Int

  public init(_ statistics: SampleStatistics) {
    median = statistics.median
    _ci95 = Nullable(wrappedValue: statistics.interval.map(IntervalRecord.init))
    ci95Why = statistics.interval == nil ? "needs six samples" : nil
    min = statistics.minimum
    max = statistics.maximum
    p25 = statistics.p25
    p75 = statistics.p75
    p95 = statistics.p95
    mad = statistics.mad
    n = statistics.count
  }

  /// Half of the interval as a fraction of the median; nil without an interval.
  public var relativeHalfWidth: Double? {
    guard let ci95, median > 0 else { return nil }
    return (ci95.high - ci95.low) / (2 * median)
  }
}
