/// Which engine a caller wants.
public enum EngineRequest: Sendable, Equatable, CustomStringConvertible {
  /// The system's OpenBLAS and the Swift kernels, each for what it does faster; the Swift kernels where there is no library.
  case auto
  /// The system's OpenBLAS, or the library named by `LEONTIEF_BLAS`.
  case openblas
  /// The Swift kernels alone.
  case swift
  /// The BLAS and LAPACK library in a file.
  case path(String)

  /// Reads `auto`, `openblas`, `swift` or a path.
  public init(_ text: String) {
    switch text {
    case "auto": self = .auto
    case "openblas": self = .openblas
    case "swift": self = .swift
    default: self = .path(text)
    }
  }

  public var description: String {
    switch self {
    case .auto: "auto"
    case .openblas: "openblas"
    case .swift: "swift"
    case .path(let path): path
    }
  }
}
