import CPlatform

/// The frequency at which the processor really works, which what it says need not be: measured by additions that wait for each
/// other, one a cycle.
public enum HostClock {
  private static let additions: Int64 = 2_000_000
  private static let samples = 20

  /// Cycles a second of one core, the best of some samples of half a millisecond: others at work only make it slower. Cost: 10 ms
  /// where the processor was awake. Of an emulated processor and of a debug build it is too small.
  public static func measure() -> Double {
    var best = 0.0
    for _ in 0..<samples {
      let start = ContinuousClock.now
      let done = cplatform_add_in_turn(additions)
      let (seconds, attoseconds) = (ContinuousClock.now - start).components
      best = max(best, Double(done) / max(Double(seconds) + Double(attoseconds) * 1e-18, 1e-9))
    }
    return best
  }
}
