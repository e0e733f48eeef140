import Foundation
import Leontief
import Synchronization

/// A line on the terminal that says what a command is doing once that takes over two seconds, for how long, and how far it
/// has come where the work reports that (a loaded library does not).
///
/// Nothing is shown where stderr is not a terminal or when the command is quiet.
public final class StepProgress: Sendable {
  private struct State {
    var step: String?
    var started = ContinuousClock.now
    var latest: StepLine.Mark?
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
      state.latest = nil
    }
  }

  /// Takes the reports of the work of the current step; never stops it.
  public var monitor: WorkMonitor {
    WorkMonitor { [weak self] fraction in
      self?.state.withLock { state in
        state.latest = StepLine.Mark(fraction: fraction, seconds: (ContinuousClock.now - state.started).inSeconds)
      }
      return true
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
      let line = StepLine(step: step, seconds: elapsed.inSeconds, latest: state.latest)
      FileHandle.standardError.write(Data("\r\u{1B}[K\(line.text)".utf8))
      state.isShown = true
    }
  }
}

extension Duration {
  fileprivate var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
