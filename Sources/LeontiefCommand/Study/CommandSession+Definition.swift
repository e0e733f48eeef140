import CommandLineSupport
import Foundation
import Leontief

extension CommandSession {
  /// What a definition names: a file where there is one of that name, else a built-in one.
  func activities(_ name: String) throws -> ActivitySet {
    let definition: Definition
    if FileManager.default.fileExists(atPath: name) {
      definition = try Definition(path: name)
      try use(name)
    } else {
      definition = try DefinitionCatalogue.entry(name).definition
    }
    guard let set = definition.activities else {
      throw CommandFailure(.usage, "definition \(definition.id) maps a classification and names nothing as digital")
    }
    return set
  }
}
