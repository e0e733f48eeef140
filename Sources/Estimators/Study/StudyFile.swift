import Aggregation
import Foundation
import Yams

/// A study in a YAML file. Unknown keys are refused: a misspelt one would silently change the estimate.
public struct StudyFile: Sendable {
  public let path: String
  public let study: Study

  /// Errors: `StudyError` with the line.
  public init(path: String) throws(StudyError) {
    let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    if type == .typeDirectory { throw .unreadable(path: path, reason: "it is a folder") }
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch { throw .unreadable(path: path, reason: Self.reason(error)) }
    try self.init(text: text, path: path)
  }

  /// A study from text; `path` names it in errors.
  public init(text: String, path: String) throws(StudyError) {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch { throw .syntax(path: path, reason: Self.oneLine("\(error)")) }
    let reader = StudyNodeReader(path: path)
    guard let root else { throw .malformed(path: path, line: 1, reason: "the file is empty") }
    self.path = path
    study = try reader.study(root)
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
