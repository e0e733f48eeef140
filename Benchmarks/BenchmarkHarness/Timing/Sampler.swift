import Leontief

/// One sample: the mean time of enough runs to be measurable.
public struct Sample: Sendable, Equatable {
  public let seconds: Double
  public let runs: Int

  public init(seconds: Double, runs: Int) {
    self.seconds = seconds
    self.runs = runs
  }
}

/// Times a task. Runs shorter than the sample length are repeated and averaged; restoring the inputs is never timed.
public struct Sampler<Clock: BenchmarkClock>: Sendable {
  let clock: Clock
  /// The least total of timed seconds in a sample.
  public let sampleSeconds: Double

  /// `sampleSeconds` is raised to a thousand steps of a coarse clock.
  public init(clock: Clock, quality: ClockQuality, sampleSeconds: Double = 0.01) {
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

  /// Runs until the timed parts add up to the sample length.
  public func sample(_ task: any TimedTask, on engine: Engine) throws -> Sample {
    var total = 0.0
    var runs = 0
    repeat {
      total += try once(task, on: engine)
      runs += 1
    } while total < sampleSeconds && runs < Self.mostRuns
    return Sample(seconds: total / Double(runs), runs: runs)
  }

  /// A stopped clock must not hang the benchmark.
  static var mostRuns: Int { 100_000 }
}
