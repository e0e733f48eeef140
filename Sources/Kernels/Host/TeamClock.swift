#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Whether the processors worked for a team alone while something was measured.
enum TeamClock {
  /// The rate that `work` tells; zero, which counts for nothing, where the processors worked for others, too.
  static func undisturbed(_ team: Team, _ work: () -> Double) -> Double {
    let (start, worked) = (ContinuousClock.now, processorSeconds)
    let rate = work()
    let seconds = seconds(since: start)
    return processorSeconds - worked >= leastShare * seconds * Double(team.threads) ? rate : 0
  }

  /// Threads of a team wait for each other at work; less than this of their time is others'.
  private static let leastShare = 0.8

  /// Of all threads of this process.
  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }

  static func seconds(since start: ContinuousClock.Instant) -> Double {
    let (whole, attoseconds) = (ContinuousClock.now - start).components
    return Double(whole) + Double(attoseconds) * 1e-18
  }
}
