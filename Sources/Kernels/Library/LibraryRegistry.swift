import CBLASEngine
import Synchronization

/// The BLAS of a process. There is one: two libraries bring two pools of threads that fight over the cores.
package final class LibraryRegistry: Sendable {
  static let process = LibraryRegistry()

  package init() {}

  /// Why there is no library: one line.
  struct Refusal: Error, Equatable {
    let reason: String
  }

  private struct State {
    var library: LoadedLibrary?
    /// The names under which the library was asked for.
    var names: Set<String> = []
    /// Libraries opened and refused, which is asked once.
    var refusals: [String: Refusal] = [:]
  }

  private let state = Mutex(State())

  /// The library of a file or loader name, examined when it is opened.
  func library(at path: String) throws(Refusal) -> LoadedLibrary {
    try state.withLock { state throws(Refusal) in
      if let library = state.library {
        if state.names.contains(path) || Self.realPath(path) == Self.path(library) { return library }
        throw Refusal(reason: "\(path): this process already uses \(Self.path(library)); one BLAS a process")
      }
      if let refusal = state.refusals[path] { throw refusal }
      do throws(Refusal) {
        let library = try Self.open(path)
        state.library = library
        state.names.insert(path)
        return library
      } catch {
        state.refusals[path] = error
        throw error
      }
    }
  }

  /// The library already in use, whatever its name, else the first of `names` that is accepted.
  func systemLibrary(_ names: [String]) throws(Refusal) -> LoadedLibrary {
    if let library = state.withLock({ $0.library }) { return library }
    var reasons: [String] = []
    for name in names {
      do throws(Refusal) { return try library(at: name) } catch { reasons.append(error.reason) }
    }
    // Absent ones all say the same; one that is there and was refused says something.
    let telling = reasons.first { !$0.contains("cannot open shared object file") }
    throw Refusal(reason: telling ?? "no OpenBLAS on this system (looked for \(names.joined(separator: ", ")))")
  }

  private static func open(_ path: String) throws(Refusal) -> LoadedLibrary {
    var engine: OpaquePointer?
    var message = [CChar](repeating: 0, count: 1024)
    guard cblasengine_open(path, &engine, &message, message.count) == CBLASENGINE_OK, let engine else {
      throw Refusal(reason: text(message))
    }
    let library = LoadedLibrary(engine)
    if let failure = failure(library) { throw Refusal(reason: "\(path): refused, \(failure)") }
    return library
  }

  private static func failure(_ library: LoadedLibrary) -> String? {
    // What every processor has: a set that was forced is not gone beyond.
    let portable = KernelTable.swift(.baseline)
    let table = KernelTable.library(library, over: portable)
    let team = Team(threads: 2)
    return LibraryAcceptance(library: table.double, reference: portable.double, team: team).failure()
      ?? LibraryAcceptance(library: table.float, reference: portable.float, team: team).failure()
  }

  private static func path(_ library: LoadedLibrary) -> String { String(cString: library.information.path) }
}
