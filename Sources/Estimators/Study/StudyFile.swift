import Aggregation
import Foundation
import Tables
import Yams

/// A study in a YAML file. Unknown keys are refused: a misspelt one would silently change the estimate.
public struct StudyFile: Sendable {
  public let path: String
  public let study: Study
  /// Other files that it names and that went into it.
  public let files: [String]
  /// What is to be known of the definitions in it once they are brought to a table.
  public let remarks: [String]
  let lines: StudyLines

  /// Errors: `StudyError` with the line.
  public init(path: String) throws(StudyError) { try self.init(text: Self.text(path), path: path) }

  /// A study from text; `path` names it in errors.
  public init(text: String, path: String) throws(StudyError) {
    try self.init(root: Self.root(text, path: path), path: path, also: [])
  }

  /// `more`: keys that somebody else reads.
  init(root: Node, path: String, also more: [String]) throws(StudyError) {
    self.path = path
    let reader = StudyNodeReader(path: path)
    (study, files) = (try reader.study(root, also: more), try reader.files(root))
    (lines, remarks) = (StudyLines(root), [])
  }

  static func text(_ path: String) throws(StudyError) -> String {
    let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    if type == .typeDirectory { throw .unreadable(path: path, reason: "it is a folder") }
    do {
      return try String(contentsOfFile: path, encoding: .utf8)
    } catch { throw .unreadable(path: path, reason: reason(error)) }
  }

  static func root(_ text: String, path: String) throws(StudyError) -> Node {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch { throw .syntax(path: path, line: line(error), reason: oneLine("\(error)")) }
    guard let root else { throw .malformed(path: path, line: 1, reason: "the file is empty") }
    return root
  }

  /// A study made by a program.
  public init(_ study: Study, path: String) {
    (self.path, self.study, files, remarks, lines) = (path, study, [], [], StudyLines())
  }

  /// The study of a file with changes; errors keep the file's lines.
  init(_ study: Study, of file: StudyFile, remarks: [String]? = nil) {
    (path, self.study, files, lines) = (file.path, study, file.files, file.lines)
    self.remarks = remarks ?? file.remarks
  }

  private static func line(_ error: any Error) -> Int? {
    switch error as? YamlError {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    default: nil
    }
  }

  private static func reason(_ error: any Error) -> String {
    let code = (error as NSError).userInfo[NSUnderlyingErrorKey].map { ($0 as? NSError)?.localizedDescription }
    return oneLine((code ?? nil) ?? error.localizedDescription)
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty && !$0.allSatisfy { $0 == "^" } }.joined(separator: " ")
  }
}
