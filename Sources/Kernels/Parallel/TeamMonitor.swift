import Synchronization

/// A monitor that a team shares: it is told and asked on the calling thread, whose answer the others hear.
final class TeamMonitor: Sendable {
  private let monitor: WorkMonitor
  private let total: Int
  private let done = Atomic<Int>(0)
  private let stopped = Atomic<Bool>(false)

  init(_ monitor: WorkMonitor, total: Int) {
    self.monitor = monitor
    self.total = total
  }

  var isStopped: Bool { stopped.load(ordering: .relaxed) }

  /// Notes finished work of a member; false when all are to stop. Member 0 is the caller of the team.
  func allowsNext(after amount: Int, member: Int) -> Bool {
    let done = self.done.wrappingAdd(amount, ordering: .relaxed).newValue
    return member == 0 ? ask(Double(done) / Double(total)) : !isStopped
  }

  /// Asked once more when the team is done: the others may have left nothing to the caller.
  func allowsEnd() -> Bool { ask(1) }

  private func ask(_ fraction: Double) -> Bool {
    guard !isStopped else { return false }
    let goesOn = monitor.allows(fraction)
    if !goesOn { stopped.store(true, ordering: .relaxed) }
    return goesOn
  }
}
