#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file for one process at a time: held by a file beside it, ".NAME.leontief-lock", until this value is dropped or the
/// process ends, however it ends. No other program's file has that name; one that holds anything stays.
public final class FileLock: Sendable {
  private let path: String
  private let descriptor: Int32

  /// Another process has it, or another lock of this one.
  public struct Held: Error, Equatable {}

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
    UnfinishedFiles.add(path)
  }

  /// Nil where no file can be made, and on file systems without locks. Errors: `Held`, at once.
  public static func take(_ name: String) throws(Held) -> FileLock? {
    let target = ReplacementFile.behindLinks(name)
    let cut = target.lastIndex(of: "/").map(target.index(after:)) ?? target.startIndex
    let path = "\(target[..<cut]).\(target[cut...]).leontief-lock"
    while true {
      // For writing, which network file systems ask of a lock; another user's file can only be read.
      let writing = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
      let descriptor = writing >= 0 ? writing : open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { return nil }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        let code = errno
        close(descriptor)
        if code == EWOULDBLOCK { throw Held() }
        return nil
      }
      if isAt(path, descriptor) { return FileLock(path: path, descriptor: descriptor) }
      // Who had it has removed the file meanwhile.
      close(descriptor)
    }
  }

  private static func isEmpty(_ descriptor: Int32) -> Bool {
    var own = stat()
    return fstat(descriptor, &own) == 0 && own.st_size == 0
  }

  private static func isAt(_ path: String, _ descriptor: Int32) -> Bool {
    var (own, there) = (stat(), stat())
    return fstat(descriptor, &own) == 0 && stat(path, &there) == 0 && own.st_ino == there.st_ino && own.st_dev == there.st_dev
  }

  deinit {
    if Self.isEmpty(descriptor), Self.isAt(path, descriptor) { unlink(path) }
    UnfinishedFiles.remove(path)
    close(descriptor)
  }
}
