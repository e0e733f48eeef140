import Yams

extension StudyNodeReader {
  /// `allowed`: the keys there may be; nil for those that somebody else has checked.
  func mapping(_ node: Node, _ what: String, allowed: [String]?) throws(StudyError) -> [String: Node] {
    guard case .mapping(let mapping) = node else { throw failure(node, "\(what) must be a mapping of keys to values") }
    var entries: [String: Node] = [:]
    for (key, value) in mapping {
      let name = try scalar(key)
      if let allowed, !allowed.contains(name) {
        throw failure(key, "unknown key '\(name)'; known are \(allowed.joined(separator: ", "))")
      }
      guard entries.updateValue(value, forKey: name) == nil else { throw failure(key, "key '\(name)' twice") }
    }
    return entries
  }

  func sequence(_ node: Node, _ what: String) throws(StudyError) -> [Node] {
    guard case .sequence(let sequence) = node else { throw failure(node, "'\(what)' must be a list") }
    return Array(sequence)
  }

  func strings(_ node: Node) throws(StudyError) -> [String] {
    if case .scalar = node { return [try scalar(node)] }
    guard case .sequence(let sequence) = node else { throw failure(node, "a list of texts is expected") }
    var strings: [String] = []
    for item in sequence { strings.append(try scalar(item)) }
    return strings
  }

  func scalar(_ node: Node) throws(StudyError) -> String {
    guard case .scalar(let scalar) = node else { throw failure(node, "a single value is expected") }
    return scalar.string
  }

  func share(_ node: Node) throws(StudyError) -> Double {
    let value = try number(node, "share")
    guard (0...1).contains(value) else { throw failure(node, "share \(try scalar(node)) is not between 0 and 1") }
    return value
  }

  func number(_ node: Node, _ what: String) throws(StudyError) -> Double {
    let text = try scalar(node)
    guard let value = Double(text), value.isFinite else { throw failure(node, "\(what) '\(text)' is not a number") }
    return value
  }

  func failure(_ node: Node, _ reason: String) -> StudyError {
    .malformed(path: path, line: node.mark?.line ?? 1, reason: reason)
  }
}
