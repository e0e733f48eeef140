#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What tells a file from another that takes its place.
package struct FileIdentity: Sendable, Equatable {
  package var bytes: Int
  package var modified: String

  package init(bytes: Int, modified: String) {
    self.bytes = bytes
    self.modified = modified
  }

  /// Nil when there is no such file.
  package init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(bytes: Int(status.st_size), modified: "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)")
  }

  /// Seconds and nanoseconds of the last change; nil when there is no such file.
  static func modified(_ path: String) -> (Int, Int)? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
  }
}
