import Leontief

/// One sample: the mean time of enough runs to be measurable, or the median of such means.
public struct Sample: Sendable, Equatable {
  public let seconds: Double
  public let runs: Int

  public init(seconds: Double, runs: Int) {
    self.seconds = seconds
    self.runs = runs
  }
}

/// Times a task. Runs shorter than the sample length are repeated; restoring the inputs is never timed.
public struct Sampler<Clock: BenchmarkClock>: Sendable {
  let clock: Clock
  /// The least total of timed seconds in a sample.
  public let sampleSeconds: Double

  /// `sampleSeconds` is raised to a thousand steps of a coarse clock.
  public init(clock: Clock, quality: ClockQuality, sampleSeconds: Double = Bursts.sampleSeconds) {
    self.clock = clock
    self.sampleSeconds = max(sampleSeconds, 1000 * quality.timerResNs * 1e-9)
  }

  /// A single run, however short.
  public func once(_ task: any TimedTask, on engine: Engine) throws -> Double {
    try task.reset()
    try (task as? any PreparingTask)?.prepare(on: engine)
    let start = clock.now()
    try task.run(on: engine)
    return clock.now() - start
  }

  /// The mean of runs until the timed parts add up to the sample length.
  public func sample(_ task: any TimedTask, on engine: Engine) throws -> Sample {
    try mean(task, on: engine, seconds: sampleSeconds)
  }

  /// The median of the means of a few bursts, of which each has its part of the sample length (see `Bursts`).
  public func sampleInBursts(_ task: any TimedTask, on engine: Engine) throws -> Sample {
    var bursts = [try mean(task, on: engine, seconds: sampleSeconds / Double(Bursts.most))]
    let count = Bursts.count(first: bursts[0].seconds * Double(bursts[0].runs))
    while bursts.count < count { bursts.append(try mean(task, on: engine, seconds: sampleSeconds / Double(Bursts.most))) }
    let median = bursts.map(\.seconds).sorted()[count / 2]
    return Sample(seconds: median, runs: bursts.reduce(0) { $0 + $1.runs })
  }

  private func mean(_ task: any TimedTask, on engine: Engine, seconds: Double) throws -> Sample {
    var total = 0.0
    var runs = 0
    repeat {
      total += try once(task, on: engine)
      runs += 1
    } while total < seconds && runs < Self.mostRuns
    return Sample(seconds: total / Double(runs), runs: runs)
  }

  /// A stopped clock must not hang the benchmark.
  static var mostRuns: Int { 100_000 }
}
