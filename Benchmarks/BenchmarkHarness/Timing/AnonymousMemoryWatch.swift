import Foundation
import Synchronization

/// Looks every few milliseconds how much memory of this process no file stands behind. The system's own peak counts mapped
/// files.
public final class AnonymousMemoryWatch: Sendable {
  private struct State {
    var peak = 0
    var isStopped = false
  }

  private let state = Mutex(State())
  private static let interval = 0.01

  public init() {
    look()
    let thread = Thread { [self] in
      while !state.withLock({ $0.isStopped }) {
        look()
        Thread.sleep(forTimeInterval: Self.interval)
      }
    }
    thread.start()
  }

  /// The largest number of bytes seen; nil where the system does not tell.
  public func stop() -> Int? {
    look()
    return state.withLock { state in
      state.isStopped = true
      return state.peak > 0 ? state.peak : nil
    }
  }

  private func look() {
    guard let bytes = Self.bytesNow else { return }
    state.withLock { $0.peak = max($0.peak, bytes) }
  }

  /// "RssAnon:     6291456 kB" of Linux.
  static var bytesNow: Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
    guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("RssAnon:") }) else { return nil }
    return line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
  }
}
