import Foundation
import Synchronization

/// The lines of a pipe, read by a thread of its own, so that waiting for one can end.
public final class LineQueue: Sendable {
  public enum Arrival: Equatable, Sendable {
    case line(String)
    /// The other side closed the pipe and every line was taken.
    case closed
    case late
  }

  private struct State {
    var lines: [String] = []
    var rest: [UInt8] = []
    var isClosed = false
    var last = ""
  }

  private let state = Mutex(State())
  private let arrived = DispatchSemaphore(value: 0)
  /// A line that never ends must not fill memory.
  private static let longestLine = 1 << 20

  /// `atEnd` runs on the reading thread when the other side has closed the pipe.
  public init(_ file: FileHandle, atEnd: @escaping @Sendable () -> Void = {}) {
    let thread = Thread { [self] in
      while true {
        let bytes = Self.readSome(file.fileDescriptor)
        if bytes.isEmpty { break }
        add(bytes)
      }
      state.withLock { state in
        if !state.rest.isEmpty { Self.finishLine(&state) }
        state.isClosed = true
      }
      arrived.signal()
      atEnd()
    }
    thread.start()
  }

  /// What has come, at least one byte; empty at the end. Not by `availableData`, which traps when a signal interrupts it.
  private static func readSome(_ descriptor: Int32) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      return Array(buffer.prefix(max(count, 0)))
    }
  }

  /// The next line, waiting for it that long.
  public func next(within seconds: Double) -> Arrival {
    let deadline = DispatchTime.now() + seconds
    while true {
      if let arrival = take() { return arrival }
      if arrived.wait(timeout: deadline) == .timedOut { return take() ?? .late }
    }
  }

  /// The last line so far that is not empty.
  public var last: String { state.withLock { $0.last } }

  /// Waits until the pipe is closed, but not for ever: `last` is then final.
  func drain(within seconds: Double) {
    let deadline = DispatchTime.now() + seconds
    while !state.withLock({ $0.isClosed }) { if arrived.wait(timeout: deadline) == .timedOut { return } }
  }

  private func take() -> Arrival? {
    state.withLock { state in
      if !state.lines.isEmpty { return .line(state.lines.removeFirst()) }
      return state.isClosed ? .closed : nil
    }
  }

  private func add(_ data: [UInt8]) {
    state.withLock { state in
      for byte in data {
        if byte == UInt8(ascii: "\n") || state.rest.count >= Self.longestLine {
          Self.finishLine(&state)
        } else {
          state.rest.append(byte)
        }
      }
    }
    arrived.signal()
  }

  private static func finishLine(_ state: inout State) {
    let line = String(decoding: state.rest, as: UTF8.self)
    state.rest = []
    state.lines.append(line)
    // Nobody takes the lines of stderr: only the latest matter.
    if state.lines.count > 1000 { state.lines.removeFirst() }
    if line.contains(where: { !$0.isWhitespace }) { state.last = line }
  }
}
