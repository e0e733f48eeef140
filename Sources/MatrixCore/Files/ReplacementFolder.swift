#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// An output folder that appears whole or not at all: filled aside next to its name, then renamed onto it.
///
/// A folder that already has the name is replaced as a whole: whatever it holds is deleted, so the caller first makes sure
/// that nothing in it is worth keeping. A link to a folder stays, and the folder it leads to is replaced. Dropping the value
/// without `commit()` removes what was written.
public struct ReplacementFolder: ~Copyable {
  public let path: String
  /// The folder that appears: `path`, or where it leads when it is a link.
  private let target: String
  /// The folder to fill.
  public let temporary: String
  private var isCommitted = false

  public init(path: String) throws(FileError) {
    var name = path[...]
    while name.count > 1, name.hasSuffix("/") { name.removeLast() }
    self.path = String(name)
    target = ReplacementFile.behindLinks(self.path)
    temporary = "\(target).\(getpid()).\(UInt32.random(in: .min ... .max)).tmp"
    guard mkdir(temporary, 0o755) == 0 else { throw FileError(path: self.path, operation: .create, code: errno) }
    UnfinishedFiles.add(temporary)
  }

  deinit {
    if !isCommitted { Self.remove(temporary) }
    UnfinishedFiles.remove(temporary)
  }

  /// Puts the folder in its place. When that fails the folder that was there before is still there.
  public consuming func commit() throws(FileError) {
    if FileStatus(target) == .nothing {
      guard rename(temporary, target) == 0 else { throw FileError(path: path, operation: .rename, code: errno) }
    } else {
      // A folder that is not empty cannot be renamed onto: the old one steps aside until the new one stands.
      let old = temporary + ".old"
      guard rename(target, old) == 0 else { throw FileError(path: path, operation: .rename, code: errno) }
      guard rename(temporary, target) == 0 else {
        let failure = errno
        rename(old, target)
        throw FileError(path: path, operation: .rename, code: failure)
      }
      Self.remove(old)
    }
    isCommitted = true
  }

  /// Removes a folder with everything in it; links are removed, not followed. What resists stays.
  static func remove(_ folder: String) {
    let names = (try? FileStatus.names(inFolder: folder)) ?? []
    for name in names {
      let entry = "\(folder)/\(name)"
      var status = stat()
      guard lstat(entry, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR { remove(entry) } else { unlink(entry) }
    }
    rmdir(folder)
  }
}
