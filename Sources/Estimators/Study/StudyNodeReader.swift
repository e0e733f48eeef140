import Aggregation
import Yams

/// Reads a study out of YAML nodes, with the line of everything it refuses.
struct StudyNodeReader {
  let path: String

  func study(_ root: Node) throws(StudyError) -> Study {
    let entries = try mapping(
      root, "a study", allowed: ["title", "split", "digital", "method", "source", "notes", "published"])
    guard let digital = entries["digital"] else { throw failure(root, "a study needs the key 'digital'") }
    return Study(
      title: try entries["title"].map(scalar) ?? "", splits: try entries["split"].map(splits) ?? [],
      digital: try subsectors(digital), method: try entries["method"].map(method) ?? .aggregated,
      source: try entries["source"].map(scalar) ?? "", notes: try entries["notes"].map(strings) ?? [],
      published: try entries["published"].map(published) ?? [])
  }

  private func splits(_ node: Node) throws(StudyError) -> [SectorSplit] {
    var splits: [SectorSplit] = []
    for item in try sequence(node, "split") {
      let entries = try mapping(item, "a split", allowed: ["sector", "into"])
      guard let sector = entries["sector"] else { throw failure(item, "a split needs the key 'sector'") }
      guard let into = entries["into"] else { throw failure(item, "a split needs the key 'into'") }
      var parts: [SectorSplit.Part] = []
      for part in try sequence(into, "into") { parts.append(try self.part(part)) }
      splits.append(SectorSplit(sector: try scalar(sector), into: parts))
    }
    return splits
  }

  private func part(_ node: Node) throws(StudyError) -> SectorSplit.Part {
    let entries = try mapping(node, "a part", allowed: ["code", "name", "share"])
    guard let code = entries["code"] else { throw failure(node, "a part needs the key 'code'") }
    guard let share = entries["share"] else { throw failure(node, "a part needs the key 'share'") }
    let codeText = try scalar(code)
    return SectorSplit.Part(
      code: codeText, name: try entries["name"].map(scalar) ?? codeText, share: try self.share(share))
  }

  private func published(_ node: Node) throws(StudyError) -> [Study.PublishedFigure] {
    var figures: [Study.PublishedFigure] = []
    for item in try sequence(node, "published") {
      let entries = try mapping(item, "a published figure", allowed: ["share", "source", "difference"])
      guard let share = entries["share"] else { throw failure(item, "a published figure needs the key 'share'") }
      guard let source = entries["source"] else { throw failure(item, "a published figure needs the key 'source'") }
      figures.append(
        Study.PublishedFigure(
          share: try self.share(share), source: try scalar(source),
          difference: try entries["difference"].map(scalar) ?? ""))
    }
    return figures
  }

  private func share(_ node: Node) throws(StudyError) -> Double {
    let text = try scalar(node)
    guard let value = Double(text), value.isFinite else { throw failure(node, "share '\(text)' is not a number") }
    guard (0...1).contains(value) else { throw failure(node, "share \(text) is not between 0 and 1") }
    return value
  }

  private func subsectors(_ node: Node) throws(StudyError) -> [Study.Subsector] {
    guard case .mapping(let mapping) = node else {
      throw failure(node, "'digital' must map subsector names to lists of sector codes")
    }
    var subsectors: [Study.Subsector] = []
    for (key, value) in mapping {
      let name = try scalar(key)
      guard !subsectors.contains(where: { $0.name == name }) else { throw failure(key, "subsector '\(name)' twice") }
      subsectors.append(Study.Subsector(name: name, codes: try strings(value)))
    }
    return subsectors
  }

  private func method(_ node: Node) throws(StudyError) -> Study.Method {
    let text = try scalar(node)
    guard let method = Study.Method(rawValue: text) else {
      throw failure(node, "method '\(text)' is not one of aggregated, block")
    }
    return method
  }

  // MARK: Nodes

  private func mapping(_ node: Node, _ what: String, allowed: [String]) throws(StudyError) -> [String: Node] {
    guard case .mapping(let mapping) = node else { throw failure(node, "\(what) must be a mapping of keys to values") }
    var entries: [String: Node] = [:]
    for (key, value) in mapping {
      let name = try scalar(key)
      guard allowed.contains(name) else {
        throw failure(key, "unknown key '\(name)'; known are \(allowed.joined(separator: ", "))")
      }
      guard entries.updateValue(value, forKey: name) == nil else { throw failure(key, "key '\(name)' twice") }
    }
    return entries
  }

  private func sequence(_ node: Node, _ what: String) throws(StudyError) -> [Node] {
    guard case .sequence(let sequence) = node else { throw failure(node, "'\(what)' must be a list") }
    return Array(sequence)
  }

  private func strings(_ node: Node) throws(StudyError) -> [String] {
    if case .scalar = node { return [try scalar(node)] }
    guard case .sequence(let sequence) = node else { throw failure(node, "a list of texts is expected") }
    var strings: [String] = []
    for item in sequence { strings.append(try scalar(item)) }
    return strings
  }

  private func scalar(_ node: Node) throws(StudyError) -> String {
    guard case .scalar(let scalar) = node else { throw failure(node, "a single value is expected") }
    return scalar.string
  }

  private func failure(_ node: Node, _ reason: String) -> StudyError {
    .malformed(path: path, line: node.mark?.line ?? 1, reason: reason)
  }
}
