import Yams

/// Where the texts of a study stand: their lines by top-level key, for what is found out only beside a table.
struct StudyLines: Sendable {
  private var keys: [String: Int] = [:]
  private var texts: [String: [String: [Int]]] = [:]

  /// Of a study made by a program: no lines.
  init() {}

  init(_ root: Node) {
    guard case .mapping(let mapping) = root else { return }
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else { continue }
      keys[scalar.string] = key.mark?.line
      note(value, under: scalar.string)
    }
  }

  private mutating func note(_ node: Node, under key: String) {
    switch node {
    case .scalar(let scalar):
      if let line = scalar.mark?.line { texts[key, default: [:]][scalar.string, default: []].append(line) }
    case .sequence(let sequence): for item in sequence { note(item, under: key) }
    case .mapping(let mapping):
      for (name, value) in mapping {
        note(name, under: key)
        note(value, under: key)
      }
    case .alias: break
    }
  }

  /// The line of a top-level key.
  func line(ofKey key: String) -> Int? { keys[key] }

  /// The lines of a text under some keys, in the order of the file; under all where none are given.
  func lines(of text: String, under wanted: [String] = []) -> [Int] {
    let places = wanted.isEmpty ? Array(texts.keys) : wanted
    return places.flatMap { texts[$0]?[text] ?? [] }.sorted()
  }
}
