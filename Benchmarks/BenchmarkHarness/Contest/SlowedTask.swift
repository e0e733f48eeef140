import Leontief

/// A task that takes longer by a fraction of its time, to show that comparisons find it.
final class SlowedTask<Clock: BenchmarkClock>: TimedTask {
  private let task: any TimedTask
  private let fraction: Double
  private let clock: Clock

  init(_ task: any TimedTask, by fraction: Double, clock: Clock) {
    (self.task, self.fraction, self.clock) = (task, fraction, clock)
  }

  func reset() throws { try task.reset() }

  /// Works on without purpose: a pause would be a rest for the processor.
  func run(on engine: Engine) throws {
    let start = clock.now()
    try task.run(on: engine)
    let end = start + (clock.now() - start) * (1 + fraction)
    while clock.now() < end {}
  }

  var answerHash: UInt64 { task.answerHash }

  func check() throws -> [AnswerCheck] { try task.check() }
}
