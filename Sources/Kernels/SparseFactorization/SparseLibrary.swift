import CSparseLU
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// SuiteSparse's KLU, found and tried when it is first asked for. It stays open until the process ends.
public struct SparseLibrary: @unchecked Sendable {
  let handle: OpaquePointer

  /// Why there is no library: one line.
  public struct Refusal: Error, Equatable, CustomStringConvertible {
    public let description: String
    /// There is no such file, as opposed to one that is no KLU or lacks another library.
    package var isAbsence = false
  }

  /// The environment variable that names the library's file.
  public static let variable = "LEONTIEF_SPARSE_LU"

  private static let process = Mutex<Result<SparseLibrary, Refusal>?>(nil)

  /// The library that `LEONTIEF_SPARSE_LU` names, else the system's; looked for once a process.
  public static func standard() throws(Refusal) -> SparseLibrary {
    let found = process.withLock { known in
      if let known { return known }
      let named = getenv(variable).map { String(cString: $0) }
      let found: Result<SparseLibrary, Refusal>
      do throws(Refusal) { found = .success(try find(named: named)) } catch { found = .failure(error) }
      known = found
      return found
    }
    return try found.get()
  }

  /// The library of a file or loader name. Errors: no such file, another library, a KLU that fails its trial.
  public init(at path: String) throws(Refusal) {
    var library: OpaquePointer?
    var message = [CChar](repeating: 0, count: 1024)
    let code = csparselu_open(path, &library, &message, message.count)
    guard code == CSPARSELU_OK, let library else {
      let reason = LibraryRegistry.text(message)
      throw Refusal(description: reason, isAbsence: code == CSPARSELU_NOT_FOUND && Self.isAbsent(path, reason))
    }
    handle = library
  }

  /// A loader names what it did not find as it was asked for it, what it found by its path, and what that lacks by its own
  /// name. A path can be looked at.
  private static func isAbsent(_ path: String, _ reason: String) -> Bool {
    path.contains("/") ? access(path, F_OK) != 0 : reason.hasPrefix("\(path): ")
  }

  /// The library named, else the first of the system's names that opens.
  package static func find(named: String?) throws(Refusal) -> SparseLibrary {
    if let named, !named.isEmpty { return try SparseLibrary(at: named) }
    return try first(of: systemNames)
  }

  /// The first of some files or loader names that opens.
  package static func first(of names: [String]) throws(Refusal) -> SparseLibrary {
    var telling: Refusal?
    for name in names {
      do throws(Refusal) { return try SparseLibrary(at: name) } catch {
        if !error.isAbsence && telling == nil { telling = error }
      }
    }
    throw telling ?? Refusal(description: "looked for \(names.joined(separator: ", "))")
  }

  private static var systemNames: [String] {
    guard var name = csparselu_system_names() else { return [] }
    var names: [String] = []
    while let text = name.pointee {
      names.append(String(cString: text))
      name += 1
    }
    return names
  }

  /// The file.
  public var path: String { String(cString: csparselu_get_info(handle).path) }
  /// "KLU of SuiteSparse 5.12.0".
  public var version: String { String(cString: csparselu_get_info(handle).version) }
}
