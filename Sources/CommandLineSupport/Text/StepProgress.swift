import Foundation
import Synchronization

/// A line on the terminal that says what a command is doing once that takes over two seconds, and for how long.
///
/// Nothing is shown where stderr is not a terminal or when the command is quiet. The kernels that take long are single
/// calls into a library that does not report back, so the line tells the step and the time, not a fraction.
public final class StepProgress: Sendable {
  private struct State {
    var step: String?
    var started = ContinuousClock.now
    var isShown = false
  }

  private let state = Mutex(State())
  private static let patience = Duration.seconds(2)

  public init(quiet: Bool) {
    guard !quiet, isatty(STDERR_FILENO) == 1 else { return }
    Thread.detachNewThread { [weak self] in
      while self?.refresh() != nil { Thread.sleep(forTimeInterval: 0.5) }
    }
  }

  deinit { finish() }

  /// Names what is being done from now on.
  public func step(_ step: String) {
    state.withLock { state in
      state.step = step
      state.started = .now
    }
  }

  /// Takes the line off the terminal.
  public func finish() {
    state.withLock { state in
      state.step = nil
      if state.isShown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
      state.isShown = false
    }
  }

  private func refresh() {
    state.withLock { state in
      let elapsed = ContinuousClock.now - state.started
      guard let step = state.step, elapsed >= Self.patience || state.isShown else { return }
      FileHandle.standardError.write(Data("\r\u{1B}[K\(step) · \(elapsed.components.seconds) s".utf8))
      state.isShown = true
    }
  }
}
