/// What an engine is, for reports: enough to tell two runs apart.
public struct EngineDescription: Sendable, Equatable {
  /// "openblas" (any loaded BLAS) or "swift".
  public var name: String
  /// The library's file; nil for the Swift kernels.
  public var path: String?
  /// "OpenBLAS 0.3.21", or this package's instruction set ("portable x86-64 SSE2").
  public var version: String
  /// The library's build configuration as it prints it.
  public var configuration: String?
  /// The processor type the library chose its kernels for.
  public var coreType: String?
  /// The environment variable and value that forced the core type.
  public var coreTypeForcedBy: String?
  /// Bits of the library's integers: 32 or 64.
  public var integerBits: Int?
  /// "pthread", "openmp" or "serial" for a library; the OpenMP runtime for the Swift kernels.
  public var threading: String
  public var threads: Int
}
