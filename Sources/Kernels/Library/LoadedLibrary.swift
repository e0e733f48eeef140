import CBLASEngine
import Synchronization

/// An open BLAS. It stays open until the process ends, since its threads cannot be stopped safely.
final class LoadedLibrary: @unchecked Sendable {
  let engine: OpaquePointer
  /// The threads last asked for. The library's own answer may be smaller, and is process-wide.
  private let threads = Mutex<Int>(0)

  init(_ engine: OpaquePointer) { self.engine = engine }

  /// Gives the library the team's number of threads.
  func use(_ team: Team) {
    threads.withLock { current in
      guard current != team.threads else { return }
      cblasengine_set_threads(engine, Int32(clamping: team.threads))
      current = team.threads
    }
  }

  var information: cblasengine_info { cblasengine_get_info(engine) }
}
