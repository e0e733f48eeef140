import Leontief

// A solve that ends without an answer: interrupted, or because it failed.
extension CheckpointKeeper {
  /// From now on the monitor stops the solve, which people are told. False when the iteration has ended, so that there is
  /// nothing to wait for: an elimination that takes its place leaves nothing.
  public func stop() -> Bool {
    let hasEnded = state.withLock { state in
      state.isStopping = true
      return state.ending != nil && !state.isWriting
    }
    if hasEnded { return false }
    tell("interrupted: the running pass and the checkpoint are waited for; a second interruption ends at once")
    return true
  }

  /// The same monitor, until `stop`.
  public func stoppable(_ monitor: WorkMonitor) -> WorkMonitor {
    WorkMonitor { fraction in monitor.allows(fraction) && !self.state.withLock { $0.isStopping } }
  }

  /// How an interrupted solve can go on.
  public var interruption: CommandFailure {
    let state = state.withLock { $0 }
    guard state.written > 0 || continuedFrom != nil else {
      return CommandFailure(.interrupted, "interrupted" + (state.failure.map { ", and no checkpoint: \($0)" } ?? ""))
    }
    return CommandFailure(
      .interrupted,
      "interrupted; \(file.path) keeps what \(state.corrections) corrections reached: the same command goes on from there")
  }

  /// Of a solve that failed: the file that is left, and whether the same command gets nearer.
  public func tellWhatIsKept() {
    let state = state.withLock { $0 }
    guard state.written > 0 else {
      if let failure = state.failure, !state.isFailureTold { tell("no checkpoint: \(failure)") }
      return
    }
    tell(
      "\(file.path) keeps what \(state.corrections) corrections reached"
        + (state.ending == .outOfPasses ? ": the same command goes on from there" : ""))
  }
}
