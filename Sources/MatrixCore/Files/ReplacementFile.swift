#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// An output file that appears whole or not at all: written aside in the same folder, then renamed onto its name.
///
/// A symbolic link to a file keeps pointing where it did; the file behind it is replaced, by one of the same mode, and of
/// the same owner and group where this process may say so; where it may not, its group and others get nothing more. A new file is for whom the process's mask says. A target that is not a regular
/// file (a pipe, a device) and the names of open descriptors (`/dev/stdout`, `/dev/fd/3`) are appended to in place. Dropping
/// the value without `commit()` removes what was written.
@safe
public struct ReplacementFile: ~Copyable {
  public let path: String
  /// Where the bytes go first, and the name they get in the end; nil when they go straight to their target.
  private let renaming: (from: String, to: String)?
  private var descriptor: Int32

  public init(path: String) throws(FileError) {
    self.path = path
    if Self.isWrittenInPlace(path) {
      renaming = nil
      descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    } else {
      let target = Self.behindLinks(path)
      let aside = "\(target).\(getpid()).\(UInt32.random(in: .min ... .max)).tmp"
      renaming = (aside, target)
      descriptor = Self.make(aside, like: target)
    }
    guard descriptor >= 0 else { throw FileError(path: path, operation: .create, code: errno) }
    if let renaming { UnfinishedFiles.add(renaming.from) }
  }

  /// The standard output of this process, wherever it leads.
  public static func standardOutput() throws(FileError) -> ReplacementFile {
    try ReplacementFile(path: "standard output", descriptor: dup(STDOUT_FILENO))
  }

  private init(path: String, descriptor: Int32) throws(FileError) {
    self.path = path
    renaming = nil
    self.descriptor = descriptor
    guard descriptor >= 0 else { throw FileError(path: path, operation: .write, code: errno) }
  }

  /// `/dev/stdout` leads to a regular file when output is redirected; renaming onto it would replace the device's name.
  private static func isWrittenInPlace(_ path: String) -> Bool {
    if ["/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/"].contains(where: path.hasPrefix) { return true }
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }

  /// A new file with the mode of the one it will replace; never open to more people than that one, not even at first.
  private static func make(_ path: String, like target: String) -> Int32 {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
    var status = stat()
    guard stat(target, &status) == 0 else { return open(path, flags, 0o666) }
    let mode = status.st_mode & 0o777
    let descriptor = open(path, flags, mode & 0o700 | S_IWUSR)
    guard descriptor >= 0 else { return descriptor }
    let isOurs = fchown(descriptor, status.st_uid, status.st_gid) == 0 || fchown(descriptor, uid_t.max, status.st_gid) == 0
    // So far it was its owner's alone. Another group gets what everybody has.
    fchmod(descriptor, isOurs ? mode : mode & ~0o070 | (mode & 0o007) << 3 & mode)
    return descriptor
  }

  /// The file or folder that `path` leads to; itself when it leads nowhere yet.
  static func behindLinks(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if let renaming {
      unlink(renaming.from)
      UnfinishedFiles.remove(renaming.from)
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
    if let renaming {
      guard fsync(descriptor) == 0 else { throw FileError(path: path, operation: .write, code: errno) }
      guard rename(renaming.from, renaming.to) == 0 else { throw FileError(path: path, operation: .rename, code: errno) }
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
