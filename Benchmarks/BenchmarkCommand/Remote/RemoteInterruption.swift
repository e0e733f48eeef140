import Synchronization

/// What an interruption does to the work that a host does just then: a run over there does not end with the ssh that started it.
final class RemoteInterruption: Sendable {
  private struct State {
    var isInterrupted = false
    var action: (@Sendable () -> Void)?
    var farewell: (@Sendable () -> String)?
  }

  private let state = Mutex(State())

  var isInterrupted: Bool { state.withLock { $0.isInterrupted } }

  /// What the first interruption does from now on; at once where there was one. Nil: it waits for what is done.
  func onInterruption(_ action: (@Sendable () -> Void)?) {
    let isLate = state.withLock { state in
      state.action = action
      return state.isInterrupted
    }
    if isLate { action?() }
  }

  /// What is left to do, and to say, when nothing is waited for any more.
  func onAbandonment(_ farewell: (@Sendable () -> String)?) { state.withLock { $0.farewell = farewell } }

  /// The first interruption. From any thread.
  func interrupt() {
    let action = state.withLock { state in
      state.isInterrupted = true
      return state.action
    }
    action?()
  }

  /// The second one: does what is left to do. Returns what is said at the end.
  func abandon() -> String { state.withLock { $0.farewell }?() ?? "interrupted" }
}
