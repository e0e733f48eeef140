import Synchronization

/// A value that is made when it is first asked for; those who ask meanwhile wait.
final class MadeOnce<Value: Sendable>: Sendable {
  private let state = Mutex<Value?>(nil)

  func value(_ make: () -> Value) -> Value {
    state.withLock { state in
      if let made = state { return made }
      let made = make()
      state = made
      return made
    }
  }
}
