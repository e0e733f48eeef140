/// Why a `.npy` file cannot be read. Each case is one sentence that names the file.
public enum NPYError: Error, Equatable, CustomStringConvertible {
  case file(FileError)
  case memory(path: String, AllocationError)
  case notNPY(path: String)
  case unsupportedVersion(path: String, version: Int)
  case malformedHeader(path: String, reason: String)
  case unsupportedType(path: String, descriptor: String)
  case truncated(path: String, expected: Int, found: Int)
  case trailingBytes(path: String, expected: Int, found: Int)
  /// An integer that no floating-point number equals, by position in the file's order.
  case notExact(path: String, position: Int)
  case tooLarge(path: String, shape: [Int])
  case wrongDimensions(path: String, expected: String, shape: [Int])

  public var description: String {
    switch self {
    case .file(let error): "\(error)"
    case .memory(let path, let error): "\(path): \(error)"
    case .notNPY(let path): "\(path): not a NumPy .npy file (it does not begin with \\x93NUMPY)"
    case .unsupportedVersion(let path, let version): "\(path): .npy format version \(version) is not supported (1, 2 and 3 are)"
    case .malformedHeader(let path, let reason): "\(path): malformed .npy header: \(reason)"
    case .unsupportedType(let path, let descriptor):
      "\(path): element type \(descriptor) is not supported; save as float64, float32, int64, int32 or bool"
    case .truncated(let path, let expected, let found):
      "\(path): truncated: the header promises \(expected) bytes of data, the file has \(found)"
    case .trailingBytes(let path, let expected, let found):
      "\(path): \(found - expected) bytes follow the \(expected) bytes of data that the header promises"
    case .notExact(let path, let position):
      "\(path): the integer at position \(position) is too large to be held exactly; save as float64"
    case .tooLarge(let path, let shape): "\(path): shape \(Self.text(shape)) is larger than this machine can address"
    case .wrongDimensions(let path, let expected, let shape): "\(path): expected \(expected), found shape \(Self.text(shape))"
    }
  }

  private static func text(_ shape: [Int]) -> String {
    "(" + shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? ",)" : ")")
  }
}
