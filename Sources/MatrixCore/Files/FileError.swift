#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file operation the operating system refused.
public struct FileError: Error, Equatable, CustomStringConvertible {
  public enum Operation: String, Sendable {
    case open, read, map, write, create, rename, remove
    /// A pipe or device where a regular file is needed.
    case readSpecial = "read it, it is a pipe or a device"
  }

  public let path: String
  public let operation: Operation
  /// The system's error number (`errno`).
  public let code: Int32

  public init(path: String, operation: Operation, code: Int32) {
    self.path = path
    self.operation = operation
    self.code = code
  }

  /// True when a resource ran out (disk, quota, memory, descriptors) rather than the file being wrong.
  public var isResourceShortage: Bool {
    [ENOSPC, EDQUOT, EFBIG, ENOMEM, EMFILE, ENFILE, EIO].contains(code)
  }

  public var description: String {
    let reason = operation == .readSpecial ? "give a regular file" : Self.reason(of: code)
    return "\(path): cannot \(operation.rawValue): \(reason)"
  }

  /// The system's words for an error number.
  static func reason(of code: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
