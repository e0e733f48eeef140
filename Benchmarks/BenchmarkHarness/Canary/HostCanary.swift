import Leontief

/// Multiply-adds, reading a cache and reading memory on all threads of a team, some 15 ms each, or one reading of what no cache holds where that takes longer.
public final class HostCanary<Clock: BenchmarkClock>: Canary {
  public let engine: EngineDescription
  private let team: Team
  private let clock: Clock
  private let memory: Matrix<Double>
  private let cacheBytes: Int
  private var steps = 1000
  private var cachePasses = 1
  private var memoryPasses = 1

  /// What is read where memory is meant: more than the team's caches hold.
  public static var bytesNeeded: Int { HostRoofs.bytesNeeded }
  private static var seconds: Double { 0.015 }

  /// Nil without memory. Finds how much work takes its time.
  public init?(_ engine: Engine, clock: Clock) {
    var memory = HostPeak.readable(bytes: Self.bytesNeeded, engine.team)
    guard let filled = memory.take() else { return nil }
    self.memory = filled
    (self.engine, team, self.clock) = (engine.description, engine.team, clock)
    let processor = HostProcessor.current
    cacheBytes = CanaryReading.cacheBytes(processor.caches.levels(threads: engine.team.threads, cores: processor.cores))
    while steps < 1 << 40, timed({ _ = work() }) < 0.5 * Self.seconds { steps *= 2 }
    steps = max(1, Int(Double(steps) * Self.seconds / max(timed { _ = work() }, 1e-4)))
    cachePasses = passes(cacheBytes)
    memoryPasses = passes(Self.bytesNeeded)
  }

  public func measure() -> CanaryReading {
    CanaryReading(
      flopsPerS: rate(work), cacheBytesPerS: rate { read(cacheBytes, passes: cachePasses) },
      memoryBytesPerS: rate { read(Self.bytesNeeded, passes: memoryPasses) })
  }

  private func passes(_ bytes: Int) -> Int {
    _ = read(bytes, passes: 2)
    return max(1, Int(Self.seconds / max(timed { _ = read(bytes, passes: 1) }, 1e-5)))
  }

  private func work() -> Double { HostPeak.multiplyAdds(Double.self, on: .best, steps: steps, team: team) }

  /// Bytes read; none where the sum is not that of ones, which must be looked at, or nothing need be read.
  private func read(_ bytes: Int, passes: Int) -> Double {
    let count = min(bytes / MemoryLayout<Double>.stride, memory.columns)
    let sum = HostPeak.read(memory, first: count, passes: passes, .fourStreams, team: team)
    return sum > 0 ? Double(passes) * Double(count * MemoryLayout<Double>.stride) : 0
  }

  /// What `work` did, in a second.
  private func rate(_ work: () -> Double) -> Double {
    let start = clock.now()
    let done = work()
    return done / max(clock.now() - start, 1e-9)
  }

  private func timed(_ work: () -> Void) -> Double {
    let start = clock.now()
    work()
    return clock.now() - start
  }
}
