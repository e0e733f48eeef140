import CommandLineSupport
import Leontief

extension CommandSession {
  /// What a definition names: a file's by its path (`Definition.isPath`), else a built-in one's.
  func activities(_ name: String) throws -> ActivitySet {
    let definition = try definition(name)
    guard let set = definition.activities else {
      throw CommandFailure(.usage, "definition \(definition.id) maps a classification and names nothing as digital")
    }
    return set
  }

  /// The sets of a classification's sectors that a definition names.
  func sectorSets(_ name: String) throws -> SectorDefinition {
    let definition = try definition(name)
    guard case .sectors(let sets) = definition else {
      let known = DefinitionCatalogue.sectorSets.map(\.name).joined(separator: ", ")
      throw CommandFailure(
        .usage, "definition \(definition.id) does not name a classification's sectors; one that does is a file like \(known)")
    }
    return sets
  }

  private func definition(_ name: String) throws -> Definition {
    guard Definition.isPath(name) else { return try DefinitionCatalogue.entry(name).definition }
    let definition = try Definition(path: name)
    try use(name)
    return definition
  }
}
