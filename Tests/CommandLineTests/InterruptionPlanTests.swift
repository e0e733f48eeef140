import CommandLineSupport
import Synchronization
import Testing

/// What the first interruption does, and the next one.
@Suite struct InterruptionPlanTests {
  @Test func atOnce() {
    var plan = InterruptionPlan.atOnce
    #expect(plan.next() == .ends("interrupted") && plan.next() == .ends("interrupted"))
  }

  @Test(arguments: [true, false]) func theFirstIsAskedOnce(_ waits: Bool) {
    let asked = Mutex(0)
    let stop: @Sendable () -> Bool = {
      asked.withLock { $0 += 1 }
      return waits
    }
    var plan = InterruptionPlan(stop) { "after \(asked.withLock { $0 })" }
    #expect(plan.next() == (waits ? .waits : .ends("after 1")))
    #expect(plan.next() == .ends("after 1") && asked.withLock { $0 } == 1)
    // A plan that says nothing of its own.
    var silent = InterruptionPlan(stop)
    #expect(silent.next() == (waits ? .waits : .ends("interrupted")) && silent.next() == .ends("interrupted"))
  }
}
