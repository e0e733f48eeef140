import Foundation

/// One line on a terminal, rewritten in place. Where stderr is not a terminal it says nothing.
public struct ProgressLine: Sendable {
  private let write: (@Sendable (String) -> Void)?

  public init(write: (@Sendable (String) -> Void)?) { self.write = write }

  public static let silent = ProgressLine(write: nil)

  /// The line of this process's stderr.
  public static var standardError: ProgressLine {
    guard isatty(FileHandle.standardError.fileDescriptor) != 0 else { return .silent }
    return ProgressLine { FileHandle.standardError.write(Data($0.utf8)) }
  }

  public func show(_ text: String) { write?("\r\(text)\u{1B}[K") }

  public func clear() { write?("\r\u{1B}[K") }
}
