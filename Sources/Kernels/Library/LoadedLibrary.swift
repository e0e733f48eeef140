import CBLASEngine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// An open BLAS. It stays open until the process ends, since its threads cannot be stopped safely.
///
/// A library has one number of threads for the whole process. Calls with the number it has run side by side; a call with
/// another number waits until they are done, changes it and runs alone.
final class LoadedLibrary: @unchecked Sendable {
  let engine: OpaquePointer
  /// The threads last asked for; read under the lock, written under it alone. The library's own answer may be smaller.
  private var threads = 0
  /// Shared by calls, held alone for a change. Its address must not move.
  private let lock: UnsafeMutablePointer<pthread_rwlock_t>

  init(_ engine: OpaquePointer) {
    self.engine = engine
    lock = .allocate(capacity: 1)
    lock.initialize(to: pthread_rwlock_t())
    pthread_rwlock_init(lock, nil)
  }

  deinit {
    pthread_rwlock_destroy(lock)
    lock.deallocate()
  }

  /// Runs one call of the library with the team's number of threads. Must not be nested.
  func with(_ team: Team, _ call: () -> Int32) -> Int32 {
    defer { pthread_rwlock_unlock(lock) }
    pthread_rwlock_rdlock(lock)
    if threads == team.threads { return call() }
    pthread_rwlock_unlock(lock)
    pthread_rwlock_wrlock(lock)
    if threads != team.threads {
      cblasengine_set_threads(engine, Int32(clamping: team.threads))
      threads = team.threads
    }
    return call()
  }

  var information: cblasengine_info { cblasengine_get_info(engine) }
}
