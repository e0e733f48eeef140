import Dispatch
import Foundation
import Synchronization

/// All contenders of this process that run now. None outlives an interruption.
public enum LiveContenders {
  private struct State {
    var processes: Set<Int32> = []
    var isInterrupted = false
  }

  private static let state = Mutex(State())

  /// Ends every contender and lets none be started any more. From any thread.
  public static func interrupt() {
    state.withLock { state in
      state.isInterrupted = true
      for process in state.processes { kill(process, SIGKILL) }
    }
  }

  /// Lets no process be started any more. Those that run have been asked to end by themselves, and are ended after `seconds`.
  public static func stop(within seconds: Double) {
    state.withLock { $0.isInterrupted = true }
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { interrupt() }
  }

  public static var isInterrupted: Bool { state.withLock { $0.isInterrupted } }

  /// A request to a contender that is dead must come back as an error and not as a signal.
  private static let pipesAreErrors: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

  /// Starts a process that an interruption ends.
  public static func start(_ process: Process) throws {
    _ = pipesAreErrors
    try state.withLock { state in
      guard !state.isInterrupted else { throw ContenderFailure("interrupted") }
      try process.run()
      state.processes.insert(process.processIdentifier)
    }
  }

  /// Waits for the end of a process, but not for ever.
  static func waitBriefly(for process: Process) {
    for _ in 0..<200 where process.isRunning { Thread.sleep(forTimeInterval: 0.005) }
  }

  /// Ends it, or takes note that it ended.
  public static func end(_ process: Process) {
    guard state.withLock({ $0.processes.remove(process.processIdentifier) != nil }) else { return }
    // Not reaped yet, so the number is still this process's.
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    // Not `waitUntilExit`: it waits for what the process itself has started, too.
    waitBriefly(for: process)
  }
}
