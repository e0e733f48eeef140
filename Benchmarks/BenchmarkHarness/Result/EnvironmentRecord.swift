import Foundation

/// The environment variables that change what a BLAS, a thread runtime or an allocator does.
public enum EnvironmentRecord {
  private static let prefixes = [
    "OPENBLAS_", "GOTO_", "BLIS_", "MKL_", "OMP_", "GOMP_", "KMP_", "MALLOC_", "GLIBC_TUNABLES", "LD_PRELOAD", "LEONTIEF_",
  ]

  public static var current: [String: String] { select(ProcessInfo.processInfo.environment) }

  static func select(_ environment: [String: String]) -> [String: String] {
    environment.filter { entry in prefixes.contains { entry.key.hasPrefix($0) } }
  }
}
