import CPrefetch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Where the members of a team meet inside one fork-join: some microseconds cheaper than to end it and to begin another.
///
/// What a member wrote before it came is seen by all that leave. All members must come, each as often as the others.
final class SpinBarrier: Sendable {
  private let arrived = Atomic<Int>(0)
  private let round = Atomic<Int>(0)

  /// Turns of the waiting loop before a member lets others run: long beside the start of a team. The machine may have more
  /// threads that want to run than processors, and then the one waited for has none.
  private static let patience = 1000

  /// Returns when all `members` have come.
  func wait(_ members: Int) {
    guard members > 1 else { return }
    let current = round.load(ordering: .relaxed)
    if arrived.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue == members {
      // Nobody comes again before the new round is seen.
      arrived.store(0, ordering: .relaxed)
      round.store(current &+ 1, ordering: .releasing)
      return
    }
    var turns = 0
    while round.load(ordering: .acquiring) == current {
      if turns < Self.patience {
        turns += 1
        cprefetch_pause()
      } else {
        sched_yield()
      }
    }
  }
}
