import Leontief

/// Multiply-adds, reading a cache and reading memory on all threads of a team, some 15 ms each.
public final class HostCanary<Clock: BenchmarkClock>: Canary {
  public let engine: EngineDescription
  private let team: Team
  private let clock: Clock
  private let memory: Matrix<Double>
  private var steps = 1000
  private var cachePasses = 1
  private var memoryPasses = 1

  /// What is read: more than most caches hold, and more than a core's own caches.
  public static var bytesNeeded: Int { 128 << 20 }
  private static var cacheBytes: Int { 8 << 20 }
  private static var seconds: Double { 0.015 }

  /// Nil without memory. Finds how much work takes its time.
  public init?(_ engine: Engine, clock: Clock) {
    var memory = try? Matrix<Double>(rows: 1, columns: Self.bytesNeeded / MemoryLayout<Double>.stride)
    guard var touched = memory.take() else { return nil }
    // Pages never written are one page of zeros, which stays in cache.
    var elements = touched.mutableElements
    for k in elements.indices { elements[k] = 1 }
    self.memory = touched
    (self.engine, team, self.clock) = (engine.description, engine.team, clock)
    while steps < 1 << 40, timed({ _ = work() }) < 0.5 * Self.seconds { steps *= 2 }
    steps = max(1, Int(Double(steps) * Self.seconds / max(timed { _ = work() }, 1e-4)))
    cachePasses = passes(Self.cacheBytes)
    memoryPasses = passes(Self.bytesNeeded)
  }

  public func measure() -> CanaryReading {
    CanaryReading(
      flopsPerS: rate(work), cacheBytesPerS: rate { read(Self.cacheBytes, passes: cachePasses) },
      memoryBytesPerS: rate { read(Self.bytesNeeded, passes: memoryPasses) })
  }

  private func passes(_ bytes: Int) -> Int {
    _ = read(bytes, passes: 2)
    return max(1, Int(Self.seconds / max(timed { _ = read(bytes, passes: 1) }, 1e-5)))
  }

  private func work() -> Double { HostPeak.multiplyAdds(Double.self, on: .best, steps: steps, team: team) }

  /// Bytes read; none where the sum is not that of ones, which is looked at, or nothing need be read.
  private func read(_ bytes: Int, passes: Int) -> Double {
    let sum = HostPeak.read(memory, first: bytes / MemoryLayout<Double>.stride, passes: passes, team: team)
    return sum > 0 ? Double(passes) * Double(bytes) : 0
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
