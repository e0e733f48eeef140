import Foundation
import Tables
import Yams

/// Definitions and files that a study names.
extension StudyNodeReader {
  /// `definition: NAME`, which is no subsector: subsectors are lists.
  func isDefinition(_ key: Node, _ value: Node) -> Bool {
    if case .scalar(let name) = key, case .scalar = value { name.string == "definition" } else { false }
  }

  /// The activities of the definition that a mapping of groups names; nil without one.
  func definition(in groups: Node) throws(StudyError) -> ActivitySet? {
    guard let node = definitionName(in: groups) else { return nil }
    let name = try scalar(node)
    if Definition.isPath(name) { return try activities(of: try Definition(path: resolved(name)), node) }
    let entry: DefinitionCatalogue.Entry
    do { entry = try DefinitionCatalogue.entry(name) } catch { throw failure(node, "\(error)") }
    return try activities(of: entry.definition, node)
  }

  private func activities(of definition: Definition, _ node: Node) throws(StudyError) -> ActivitySet {
    guard let set = definition.activities else {
      throw failure(node, "\(definition.id) maps a classification and names nothing as digital")
    }
    return set
  }

  private func definitionName(in groups: Node) -> Node? {
    guard case .mapping(let mapping) = groups else { return nil }
    return mapping.first { isDefinition($0.key, $0.value) }?.value
  }

  /// A path of the study, from its folder.
  func resolved(_ file: String) -> String {
    guard !file.hasPrefix("/") else { return file }
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? file : "\(folder)/\(file)"
  }

  /// Paths of the definitions and revenues that a study names.
  func files(_ root: Node) throws(StudyError) -> [String] {
    let entries = try mapping(root, "a study", allowed: nil)
    var files: [String] = []
    for key in ["digital", "disrupted"] {
      if let node = entries[key].flatMap(definitionName), Definition.isPath(try scalar(node)) {
        files.append(resolved(try scalar(node)))
      }
    }
    for split in try entries["split"].map({ node throws(StudyError) in try sequence(node, "split") }) ?? [] {
      if let node = try mapping(split, "a split", allowed: nil)["revenues"] { files.append(resolved(try scalar(node))) }
    }
    return files
  }
}
