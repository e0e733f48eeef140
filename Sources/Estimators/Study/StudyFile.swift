import Aggregation
import Foundation
import Tables
import Yams

/// A study in a YAML file. Unknown keys are refused: a misspelt one would silently change the estimate.
public struct StudyFile: Sendable {
  public let path: String
  public let study: Study
  /// The line on which a text first stands, for errors about sectors.
  private let lines: [String: Int]

  /// Errors: `StudyError` with the line.
  public init(path: String) throws(StudyError) { try self.init(text: Self.text(path), path: path) }

  /// A study from text; `path` names it in errors.
  public init(text: String, path: String) throws(StudyError) {
    try self.init(root: Self.root(text, path: path), path: path, also: [])
  }

  /// `more`: keys that somebody else reads.
  init(root: Node, path: String, also more: [String]) throws(StudyError) {
    self.path = path
    study = try StudyNodeReader(path: path).study(root, also: more)
    var lines: [String: Int] = [:]
    Self.note(root, &lines)
    self.lines = lines
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
    } catch { throw .syntax(path: path, reason: oneLine("\(error)")) }
    guard let root else { throw .malformed(path: path, line: 1, reason: "the file is empty") }
    return root
  }

  /// A study made by a program.
  public init(_ study: Study, path: String) { (self.path, self.study, lines) = (path, study, [:]) }

  /// The study of a file with changes; errors keep the file's lines.
  init(_ study: Study, of file: StudyFile) { (path, self.study, lines) = (file.path, study, file.lines) }

  private static func note(_ node: Node, _ lines: inout [String: Int]) {
    switch node {
    case .scalar(let scalar): if let line = scalar.mark?.line { lines[scalar.string] = lines[scalar.string] ?? line }
    case .sequence(let sequence): for item in sequence { note(item, &lines) }
    case .mapping(let mapping):
      for (key, value) in mapping {
        note(key, &lines)
        note(value, &lines)
      }
    case .alias: break
    }
  }

  /// S of the study's splits. Errors: `StudyError`, with the line of the sector.
  func splitter(of sectors: SectorIndex) throws(EstimationError) -> Concordance {
    do { return try Splitter.splitting(study.splits, of: sectors) } catch { throw .study(located(error)) }
  }

  /// The position of a sector the study names. Errors: unknown and ambiguous names, with the line and the nearest names.
  func resolve(_ code: String, among sectors: SectorIndex) throws(EstimationError) -> Int {
    do { return try sectors.resolve(code) } catch { throw .study(located(error)) }
  }

  /// An error about a sector, with the line on which it first stands.
  func failure(at code: String, _ reason: String) -> EstimationError {
    .study(.malformed(path: path, line: lines[code] ?? 1, reason: reason))
  }

  private func located(_ error: ConcordanceError) -> StudyError {
    // A sector may stand in the file by its bare code.
    let bare = error.sector?.split(separator: "/", maxSplits: 1).last.map(String.init)
    return .concordance(path: path, line: error.sector.flatMap { lines[$0] } ?? bare.flatMap { lines[$0] }, error)
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
