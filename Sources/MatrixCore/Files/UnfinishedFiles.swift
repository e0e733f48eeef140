import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The files and folders being written aside at the moment, so that an interrupted program can remove them.
enum UnfinishedFiles {
  private static let paths = Mutex<Set<String>>([])

  static func add(_ path: String) { paths.withLock { _ = $0.insert(path) } }

  static func remove(_ path: String) { paths.withLock { _ = $0.remove(path) } }

  static func abandonAll() {
    paths.withLock { paths in
      for path in paths where unlink(path) != 0 { ReplacementFolder.remove(path) }
      paths.removeAll()
    }
  }
}

extension ReplacementFile {
  /// Removes every file and folder that is being written aside. For programs that are about to end on a signal.
  public static func abandonAll() { UnfinishedFiles.abandonAll() }
}
