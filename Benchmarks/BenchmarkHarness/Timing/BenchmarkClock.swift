import Foundation

/// A clock that only goes forward. Tests bring their own.
public protocol BenchmarkClock: Sendable {
  /// Seconds since a moment that does not change while the process runs.
  func now() -> Double

  /// Lets that many seconds pass without working.
  func pause(seconds: Double)
}

/// The system's monotonic clock, which does not count sleep and is not set by anybody.
public struct SystemClock: BenchmarkClock {
  private let origin = SuspendingClock.now

  public init() {}

  public func now() -> Double {
    // Seconds since the clock was made, not since boot: a double then resolves them to less than a nanosecond.
    let (seconds, attoseconds) = (SuspendingClock.now - origin).components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }

  public func pause(seconds: Double) { Thread.sleep(forTimeInterval: seconds) }
}

/// How fine a clock is and what a look at it costs.
public struct ClockQuality: Codable, Sendable, Equatable {
  /// The least step seen between two readings that differ, and the mean cost of a reading, nanoseconds.
  public let timerResNs: Double
  public let timerCostNs: Double

  public init(_ clock: some BenchmarkClock, readings: Int = 2000) {
    let start = clock.now()
    var last = start
    var step = Double.infinity
    for _ in 0..<readings {
      let next = clock.now()
      if next > last { step = min(step, next - last) }
      last = next
    }
    timerCostNs = (last - start) / Double(readings) * 1e9
    timerResNs = step.isFinite ? step * 1e9 : 0
  }
}
