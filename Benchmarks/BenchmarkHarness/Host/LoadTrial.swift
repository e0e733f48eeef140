import Leontief

/// What a second of full load brings to light: time that others take, quotas, and a clock that gives in.
public struct LoadTrial: Codable, Sendable, Equatable {
  /// Of all processors' time the share in which others worked before the load began.
  @Nullable public var othersShare: Double?
  /// Of the load's time the share that the hypervisor took away.
  @Nullable public var stolenShare: Double?
  @Nullable public var throttledPeriods: Int?
  @Nullable public var coolings: Int?
  /// Multiply-adds a second of the team in the first and in the last quarter of the load.
  public var firstRate: Double
  public var lastRate: Double
  /// The least step of the clock between two readings and the cost of one, nanoseconds.
  public var timer: ClockQuality

  /// Cost: half a second of rest and a second of load on every thread of the team.
  public init(team: Team, files: SystemFiles = SystemFiles(), clock: some BenchmarkClock = SystemClock()) {
    timer = ClockQuality(clock)
    // Threads of a library go on spinning after their last call.
    clock.pause(seconds: Self.settleSeconds)
    let calm = ProcessorTimes(files)
    clock.pause(seconds: Self.restSeconds)
    let before = ProcessorTimes(files)
    let start = clock.now()
    var samples: [Double] = []
    repeat {
      let begun = clock.now()
      let flops = HostPeak.multiplyAdds(Double.self, on: .best, steps: Self.steps, team: team)
      samples.append(flops / max(clock.now() - begun, 1e-9))
    } while clock.now() - start < Self.loadSeconds && samples.count < Self.mostSamples
    let after = ProcessorTimes(files)
    let quarter = max(1, samples.count / 4)
    firstRate = SampleStatistics(Array(samples.prefix(quarter)))?.median ?? 0
    lastRate = SampleStatistics(Array(samples.suffix(quarter)))?.median ?? 0
    othersShare = calm.flatMap { before?.busyShare(since: $0) }
    stolenShare = before.flatMap { after?.stolenShare(since: $0) }
    throttledPeriods = ProcessorTimes.growth(before?.throttledPeriods, after?.throttledPeriods)
    coolings = ProcessorTimes.growth(before?.coolings, after?.coolings)
  }

  private static let settleSeconds = 0.3
  private static let restSeconds = 0.5
  private static let loadSeconds = 1.0
  /// Some 5 ms.
  private static let steps = 1_000_000
  private static let mostSamples = 2000
}
