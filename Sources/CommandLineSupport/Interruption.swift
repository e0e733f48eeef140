import Dispatch
import Foundation
import Leontief
import Synchronization

/// Ctrl-C and termination: half-written files are removed and the process ends with its own status.
public enum Interruption {
  private static let polite = Mutex<(@Sendable () -> Void)?>(nil)

  /// The next interruption calls `stop` and lets the command end by itself with what it has; the one after that ends it at
  /// once.
  public static func stopFirst(_ stop: @escaping @Sendable () -> Void) { polite.withLock { $0 = stop } }

  /// The next interruption ends the command at once again.
  public static func stopAtOnce() { polite.withLock { $0 = nil } }

  private nonisolated(unsafe) static var sources: [any DispatchSourceSignal] = []

  /// Takes over SIGINT, SIGTERM and SIGHUP. Called once, before anything else runs.
  static func handle(tool: String) {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let previous = signal(number, SIG_IGN)
      // A signal that was ignored stays so: `nohup` means it.
      if unsafe unsafeBitCast(previous, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { continue }
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        if let stop = polite.withLock({ $0.take() }) { return stop() }
        ReplacementFile.abandonAll()
        StandardError.write("\(tool): interrupted")
        // Not `exit`: its handlers wait for a library's threads, and meanwhile the command could finish as if unharmed.
        _exit(ExitStatus.interrupted.rawValue)
      }
      source.resume()
      unsafe sources.append(source)
    }
    // A write beyond the file-size limit, or into a closed pipe, must come back as an error and not as a signal.
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
  }
}
