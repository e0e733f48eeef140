import Dispatch
import Foundation
import Leontief
import Synchronization

/// Ctrl-C and termination: half-written files are removed and the process ends with its own status, at once unless a plan says
/// otherwise.
public enum Interruption {
  private static let current = Mutex(InterruptionPlan.atOnce)

  /// What interruptions do from now on.
  public static func plan(_ plan: InterruptionPlan) { current.withLock { $0 = plan } }

  private nonisolated(unsafe) static var sources: [any DispatchSourceSignal] = []

  /// Takes over SIGINT, SIGTERM and SIGHUP. Called once, before anything else runs.
  static func handle(tool: String) {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let previous = signal(number, SIG_IGN)
      // A signal that was ignored stays so: `nohup` means it.
      if unsafe unsafeBitCast(previous, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { continue }
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        if case .ends(let sentence) = current.withLock({ $0.next() }) { end(tool, sentence) }
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
