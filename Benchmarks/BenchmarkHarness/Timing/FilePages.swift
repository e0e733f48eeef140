import Foundation

/// What the system keeps of a file in memory.
public enum FilePages {
  /// Has the system drop what it keeps of a file. It does not drop pages that are mapped or not yet on disk; elsewhere than on
  /// Linux nothing happens. Errors: those of opening the file.
  public static func drop(_ path: String) throws {
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? file.close() }
    #if os(Linux)
      posix_fadvise(file.fileDescriptor, 0, 0, POSIX_FADV_DONTNEED)
    #endif
  }

  /// The size of a file. Errors: those of the system.
  public static func bytes(of path: String) throws -> Int {
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? file.close() }
    return Int(clamping: try file.seekToEnd())
  }

  /// Seconds to read a file once from front to back. Errors: those of the system.
  public static func secondsToRead(_ path: String) throws -> Double {
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? file.close() }
    var buffer = [UInt8](repeating: 0, count: 8 << 20)
    let clock = SystemClock()
    let start = clock.now()
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(file.fileDescriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw CocoaError(.fileReadUnknown) }
      if count == 0 { return clock.now() - start }
    }
  }
}
