import Aggregation

/// A study file that cannot be used. Every case is one sentence with the place in the file where there is one.
public enum StudyError: Error, Equatable, CustomStringConvertible {
  case unreadable(path: String, reason: String)
  case syntax(path: String, reason: String)
  case malformed(path: String, line: Int, reason: String)
  /// The file is well-formed; the table does not fit it.
  case concordance(path: String, ConcordanceError)
  case noDigitalSector(path: String)
  case emptySubsector(path: String, name: String)
  case sectorTwice(path: String, sector: String, subsectors: [String])

  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): cannot read: \(reason)"
    case .syntax(let path, let reason): "\(path): not valid YAML: \(reason)"
    case .malformed(let path, let line, let reason): "\(path): line \(line): \(reason)"
    case .concordance(let path, let error): "\(path): \(error)"
    case .noDigitalSector(let path): "\(path): no digital sector is named"
    case .emptySubsector(let path, let name): "\(path): subsector \(name) names no sector"
    case .sectorTwice(let path, let sector, let subsectors):
      "\(path): sector \(sector) is named twice under digital (\(subsectors.joined(separator: ", ")))"
    }
  }
}
