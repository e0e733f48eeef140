import MatrixCore
import Tables

/// Why a table cannot be written. Nothing is left behind.
public enum TableWriteError: Error, Equatable, CustomStringConvertible {
  case file(FileError)
  /// The target is already there.
  case exists(path: String, cure: String)
  /// The name of rows cannot become a name in the format.
  case rowName(String, reason: String)
  /// The table holds what no reader would take back.
  case invalid(path: String, finding: TableFinding)
  /// More bytes than a file can have.
  case tooLarge(path: String, sectors: Int)
  /// No writer has the ending of the target.
  case unrecognised(path: String, known: [String])

  /// True when a resource ran out (disk, quota), false when the request is at fault.
  public var isResourceShortage: Bool {
    if case .file(let error) = self { error.isResourceShortage } else { false }
  }

  public var description: String {
    switch self {
    case .file(let error): "\(error)"
    case .exists(let path, let cure): "\(path) exists already; \(cure)"
    case .rowName(let name, let reason): "the rows '\(name)' cannot be written: \(reason)"
    case .invalid(let path, let finding): "\(path): not written: \(finding.sentence)"
    case .tooLarge(let path, let sectors): "\(path): a matrix of \(sectors) sectors is larger than a file can be"
    case .unrecognised(let path, let known): "\(path): no writer for this ending (known: \(known.joined(separator: ", ")))"
    }
  }
}
