import Aggregation
import Yams

/// A part of a split as the file gives it: a share, or revenue by source.
struct PartEntry {
  var node: Node
  var code: String
  var name: String
  var share: Double?
  var range: (bounds: ClosedRange<Double>, node: Node)?
  /// In the order of the file; without a name where there is one source.
  var revenues: [(source: String, amount: Double, node: Node)] = []
  var unit: String?
}

extension StudyNodeReader {
  func splits(_ node: Node) throws(StudyError) -> StudySplits {
    var result = StudySplits()
    let items = try sequence(node, "split")
    var all: [[PartEntry]] = []
    for item in items { all.append(try parts(item)) }
    let codes = all.joined().map(\.code)
    for (item, parts) in zip(items, all) { try add(item, parts, codes, to: &result) }
    return result
  }

  private func parts(_ item: Node) throws(StudyError) -> [PartEntry] {
    let entries = try mapping(item, "a split", allowed: ["sector", "into", "revenues", "unit"])
    guard let sector = entries["sector"] else { throw failure(item, "a split needs the key 'sector'") }
    guard let into = entries["into"] else { throw failure(item, "a split needs the key 'into'") }
    var parts: [PartEntry] = []
    for part in try sequence(into, "into") {
      let entry = try self.part(part)
      guard !parts.contains(where: { $0.code == entry.code }) else { throw failure(part, "part '\(entry.code)' twice") }
      parts.append(entry)
    }
    guard !parts.isEmpty else { throw failure(into, "sector \(try scalar(sector)) is split into no part; name its parts") }
    return parts
  }

  private func part(_ node: Node) throws(StudyError) -> PartEntry {
    let entries = try mapping(node, "a part", allowed: ["code", "name", "share", "range", "revenue", "unit", "source"])
    guard let code = entries["code"] else { throw failure(node, "a part needs the key 'code'") }
    let text = try scalar(code)
    var part = PartEntry(
      node: node, code: text, name: try entries["name"].map(scalar) ?? text, share: try entries["share"].map(share))
    if let range = entries["range"] { part.range = (try self.range(range), range) }
    if let revenue = entries["revenue"] {
      guard part.share == nil else { throw failure(node, "part \(text) has a share and revenue; give one of them") }
      part.revenues = try revenues(revenue, source: try entries["source"].map(scalar))
    } else if let source = entries["source"] {
      throw failure(source, "'source' says whose revenue a part has; part \(text) has none")
    }
    part.unit = try entries["unit"].map(scalar)
    return part
  }

  /// The split of one item, with shares as given or by revenue.
  private func add(
    _ item: Node, _ parts: [PartEntry], _ codes: [String], to result: inout StudySplits
  ) throws(StudyError) {
    let entries = try mapping(item, "a split", allowed: nil)
    guard let sector = entries["sector"] else { return }
    let name = try scalar(sector)
    let revenues = try self.revenues(of: name, parts, entries, item, codes)
    result.revenues += revenues
    var shares = parts.map(\.share)
    if !revenues.isEmpty {
      // The mean of what the sources say.
      for k in parts.indices {
        let said = revenues.map { $0.shares[k] }
        shares[k] = said.reduce(0, +) / Double(said.count)
      }
    }
    var split = SectorSplit(sector: name, into: [])
    for (part, share) in zip(parts, shares) {
      guard let share else { throw failure(part.node, "a part needs the key 'share' or 'revenue'") }
      split.parts.append(SectorSplit.Part(code: part.code, name: part.name, share: share))
      if let range = part.range {
        guard range.bounds.contains(share) else {
          throw failure(
            range.node, "share \(share) is outside its range \(range.bounds.lowerBound) to \(range.bounds.upperBound)")
        }
        result.ranges[part.code] = range.bounds
      }
    }
    result.splits.append(split)
  }

  private func range(_ node: Node) throws(StudyError) -> ClosedRange<Double> {
    let bounds = try sequence(node, "range")
    guard bounds.count == 2 else { throw failure(node, "a range needs two shares, the lower first") }
    let (low, high) = (try share(bounds[0]), try share(bounds[1]))
    guard low <= high else { throw failure(node, "the range \(low) to \(high) is empty; write the lower share first") }
    return low...high
  }
}
