import Aggregation

/// A study file that cannot be used. Every case is one sentence with the place in the file where there is one.
public enum StudyError: Error, Equatable, CustomStringConvertible {
  case unreadable(path: String, reason: String)
  case syntax(path: String, reason: String)
  case malformed(path: String, line: Int, reason: String)
  /// The file is well-formed; the table does not fit it.
  case concordance(path: String, line: Int?, ConcordanceError)
  case noDigitalSector(path: String)
  case emptySubsector(path: String, name: String)
  case sectorTwice(path: String, sector: String, subsectors: [String])
  /// The table has nothing of the kind that the study speaks of.
  case missingInTable(path: String, what: String)
  /// Upper ends of the ranges of one sector's digital parts.
  case rangesAboveOne(path: String, sector: String, sum: Double)

  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): cannot read: \(reason)"
    case .syntax(let path, let reason): "\(path): not valid YAML: \(reason)"
    case .malformed(let path, let line, let reason): "\(path): line \(line): \(reason)"
    case .concordance(let path, let line, let error): "\(path): \(line.map { "line \($0): " } ?? "")\(error)"
    case .noDigitalSector(let path): "\(path): no digital sector is named"
    case .emptySubsector(let path, let name): "\(path): subsector \(name) names no sector"
    case .sectorTwice(let path, let sector, let subsectors):
      "\(path): sector \(sector) is named twice (\(subsectors.joined(separator: ", ")))"
    case .missingInTable(let path, let what): "\(path): the table has no \(what)"
    case .rangesAboveOne(let path, let sector, let sum):
      "\(path): the digital parts of sector \(sector) may reach \(sum) by their ranges, which is above 1"
    }
  }
}
