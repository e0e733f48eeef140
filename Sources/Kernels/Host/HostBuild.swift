import CPlatform

/// What this program was made with, and what it runs on, as far as only C knows.
public enum HostBuild {
  /// Of the parts in C: "Clang 21.0.0".
  public static var compiler: String {
    String(cString: cplatform_compiler()).split(separator: " ").prefix(2).joined(separator: " ")
  }

  /// "address", "thread" or "memory": checks in every access to memory, at several times the cost. Nil without.
  public static var sanitizer: String? {
    let name = String(cString: cplatform_sanitizer())
    return name.isEmpty ? nil : name
  }

  /// "2.36" of the GNU C library; nil for another.
  public static var libraryVersion: String? {
    let version = String(cString: cplatform_libc_version())
    return version.isEmpty ? nil : version
  }

  /// Bytes of a page of memory; nil when the host does not tell.
  public static var pageBytes: Int? { cplatform_page_bytes().known }
}
