import Aggregation

/// A study file that cannot be used. Every case is one sentence with the place in the file where there is one.
public enum StudyError: Error, Equatable, CustomStringConvertible {
  case unreadable(path: String, reason: String)
  case syntax(path: String, line: Int?, reason: String)
  /// `line` is nil only in a study made by a program.
  case malformed(path: String, line: Int?, reason: String)
  /// The file is well-formed; the table does not fit it.
  case concordance(path: String, line: Int?, ConcordanceError)
  /// `known`: some codes of the table.
  case noDigitalSector(path: String, line: Int?, known: [String])
  case emptySubsector(path: String, line: Int?, name: String)
  case sectorTwice(path: String, line: Int?, sector: String, subsectors: [String])
  /// The table has nothing of the kind that the study speaks of.
  case missingInTable(path: String, line: Int?, what: String)
  /// Upper ends of the ranges of one sector's digital parts.
  case rangesAboveOne(path: String, line: Int?, sector: String, sum: Double)
  /// A table neither whose codes nor whose names say what is digital.
  case noMatch(table: String, definition: String)
  /// A definition that is not built in.
  case noDefinition(name: String, nearest: [String])

  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): cannot read: \(reason)"
    case .syntax(let path, let line, let reason): "\(Self.place(path, line)): not valid YAML: \(reason)"
    case .malformed(let path, let line, let reason): "\(Self.place(path, line)): \(reason)"
    case .concordance(let path, let line, let error): "\(Self.place(path, line)): \(error)"
    case .noDigitalSector(let path, let line, let known):
      "\(Self.place(path, line)): no digital sector is named; name sectors by their codes (the table has "
        + "\(known.joined(separator: ", ")), …) or a definition"
    case .emptySubsector(let path, let line, let name):
      "\(Self.place(path, line)): subsector \(name) names no sector; name one or remove it"
    case .sectorTwice(let path, let line, let sector, let subsectors):
      "\(Self.place(path, line)): sector \(sector) is named twice (\(subsectors.joined(separator: ", "))); name it once"
    case .missingInTable(let path, let line, let what): "\(Self.place(path, line)): the table has no \(what)"
    case .rangesAboveOne(let path, let line, let sector, let sum):
      "\(Self.place(path, line)): the digital parts of sector \(sector) may reach \(sum) by their ranges, which is above 1"
    case .noMatch(let table, let definition):
      "no sector of \(table) is known by its code or its name to hold what definition \(definition) names; "
        + "write the study by the table's own codes"
    case .noDefinition(let name, let nearest):
      "there is no definition \(name)\(nearest.isEmpty ? "" : "; nearest are \(nearest.joined(separator: ", "))"); "
        + "'leontief definitions' lists them"
    }
  }

  private static func place(_ path: String, _ line: Int?) -> String { "\(path)\(line.map { ": line \($0)" } ?? "")" }
}
