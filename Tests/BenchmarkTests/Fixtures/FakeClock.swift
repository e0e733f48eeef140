import BenchmarkHarness
import Synchronization

/// A clock that moves when it is told to.
final class FakeClock: BenchmarkClock {
  private let seconds = Mutex(0.0)

  func now() -> Double { seconds.withLock { $0 } }

  func advance(by step: Double) { seconds.withLock { $0 += step } }

  func pause(seconds step: Double) { advance(by: step) }
}
