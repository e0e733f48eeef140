import Dispatch
import Foundation
import Leontief
import Synchronization

/// Ctrl-C and termination: half-written files are removed and the process ends with its own status.
public enum Interruption {
  private static let polite = Mutex<Polite?>(nil)

  private struct Polite: Sendable {
    let stop: @Sendable () -> Void
    let sentence: (@Sendable () -> String)?
  }

  /// What a command may take to end by itself.
  private static let patience = 0.8

  /// The next interruption calls `stop` and lets the command end by itself with what it has; with a `sentence`, which is then
  /// said, for less than a second. Another interruption ends it at once.
  public static func stopFirst(_ stop: @escaping @Sendable () -> Void, sentence: (@Sendable () -> String)? = nil) {
    polite.withLock { $0 = Polite(stop: stop, sentence: sentence) }
  }

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
        guard let polite = polite.withLock({ $0.take() }) else { end(tool, "interrupted") }
        if let sentence = polite.sentence {
          DispatchQueue.global().asyncAfter(deadline: .now() + patience) { end(tool, sentence()) }
        }
        polite.stop()
      }
      source.resume()
      unsafe sources.append(source)
    }
    // A write beyond the file-size limit, or into a closed pipe, must come back as an error and not as a signal.
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
  }

  private static func end(_ tool: String, _ sentence: String) -> Never {
    ReplacementFile.abandonAll()
    StandardError.write("\(tool): \(sentence)")
    // Not `exit`: its handlers wait for a library's threads, and meanwhile the command could finish as if unharmed.
    _exit(ExitStatus.interrupted.rawValue)
  }
}
