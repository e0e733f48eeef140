import MatrixCore
import Tables

/// Why a table cannot be read. Each case is one sentence that names the file, the place and the cure.
public enum TableReadError: Error, Equatable, CustomStringConvertible {
  case file(FileError)
  case npy(NPYError)
  case csv(CSVError)
  case labels(path: String, LabelError)
  /// `meta.json` or a preamble that cannot be understood.
  case metadata(path: String, reason: String)
  /// A file that the format requires is not there.
  case missing(folder: String, file: String, cure: String)
  /// Two parts of the table disagree on its size.
  case disagreement(path: String, found: String, other: String, expected: String)
  /// The table itself is unusable: its first error, and how many more there are.
  case invalid(path: String, finding: TableFinding, furtherErrors: Int)
  case unrecognised(path: String, tried: [String])
  case memoryLimit(path: String, needed: Int, limit: Int)
  case allocation(path: String, AllocationError)

  /// True when a resource ran out (memory, disk, descriptors), false when the data are bad.
  public var isResourceShortage: Bool {
    switch self {
    case .memoryLimit, .allocation, .npy(.memory): true
    case .file(let error), .npy(.file(let error)): error.isResourceShortage
    default: false
    }
  }

  public var description: String {
    switch self {
    case .file(let error): "\(error)"
    case .npy(let error): "\(error)"
    case .csv(let error): "\(error)"
    case .labels(let path, let error): "\(path): \(error)"
    case .metadata(let path, let reason): "\(path): \(reason)"
    case .missing(let folder, let file, let cure): "\(folder): there is no \(file); \(cure)"
    case .disagreement(let path, let found, let other, let expected):
      "\(path) has \(found), but \(other) needs \(expected)"
    case .invalid(let path, let finding, let furtherErrors):
      "\(path): \(finding.sentence)" + (furtherErrors == 0 ? "" : " (and \(furtherErrors) more kinds of error)")
    case .unrecognised(let path, let tried):
      "\(path): no reader recognises this table (tried: \(tried.joined(separator: ", ")))"
    case .memoryLimit(let path, let needed, let limit):
      "\(path): reading needs \(needed) bytes, the memory limit is \(limit)"
    case .allocation(let path, let error): "\(path): \(error)"
    }
  }
}
