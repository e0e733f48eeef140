#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// An output file that appears whole or not at all: written aside in the same folder, then renamed onto its name.
///
/// A target that exists and is not a regular file (a pipe, `/dev/stdout`) is written in place. Dropping the value
/// without `commit()` removes what was written.
@safe
public struct ReplacementFile: ~Copyable {
  public let path: String
  private let temporary: String?
  private var descriptor: Int32

  public init(path: String) throws(FileError) {
    self.path = path
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      temporary = nil
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
    } else {
      let aside = "\(path).\(getpid()).\(UInt32.random(in: .min ... .max)).tmp"
      temporary = aside
      descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    }
    guard descriptor >= 0 else { throw FileError(path: path, operation: .create, code: errno) }
    if let temporary { UnfinishedFiles.add(temporary) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if let temporary {
      unlink(temporary)
      UnfinishedFiles.remove(temporary)
    }
  }

  /// Appends bytes.
  public mutating func write(_ bytes: RawSpan) throws(FileError) {
    let failure = bytes.withUnsafeBytes { buffer in Self.writeAll(buffer, to: descriptor) }
    if let failure { throw FileError(path: path, operation: .write, code: failure) }
  }

  /// Appends UTF-8 text.
  public mutating func write(_ text: String) throws(FileError) {
    var text = text
    let failure = text.withUTF8 { Self.writeAll(UnsafeRawBufferPointer($0), to: descriptor) }
    if let failure { throw FileError(path: path, operation: .write, code: failure) }
  }

  /// Forces the bytes to disk and puts the file in its place.
  public consuming func commit() throws(FileError) {
    if let temporary {
      guard fsync(descriptor) == 0 else { throw FileError(path: path, operation: .write, code: errno) }
      guard rename(temporary, path) == 0 else { throw FileError(path: path, operation: .rename, code: errno) }
    }
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0 else { throw FileError(path: path, operation: .write, code: errno) }
    // `deinit` would now unlink a name that no longer exists, which is harmless.
  }

  /// Returns the error number of the first write that failed, or nil.
  private static func writeAll(_ buffer: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
    var rest = buffer
    while !rest.isEmpty {
      #if canImport(Glibc)
        let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
      #else
        let written = Musl.write(descriptor, rest.baseAddress, rest.count)
      #endif
      if written < 0 {
        if errno == EINTR { continue }
        return errno
      }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
    }
    return nil
  }
}
