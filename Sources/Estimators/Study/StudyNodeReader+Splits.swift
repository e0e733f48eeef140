import Aggregation
import Yams

extension StudyNodeReader {
  /// The splits, and the ranges of shares by the part's code.
  func splits(_ node: Node) throws(StudyError) -> ([SectorSplit], [String: ClosedRange<Double>]) {
    var (splits, ranges): ([SectorSplit], [String: ClosedRange<Double>]) = ([], [:])
    for item in try sequence(node, "split") {
      let entries = try mapping(item, "a split", allowed: ["sector", "into"])
      guard let sector = entries["sector"] else { throw failure(item, "a split needs the key 'sector'") }
      guard let into = entries["into"] else { throw failure(item, "a split needs the key 'into'") }
      var parts: [SectorSplit.Part] = []
      for part in try sequence(into, "into") { parts.append(try self.part(part, &ranges)) }
      splits.append(SectorSplit(sector: try scalar(sector), into: parts))
    }
    return (splits, ranges)
  }

  private func part(
    _ node: Node, _ ranges: inout [String: ClosedRange<Double>]
  ) throws(StudyError) -> SectorSplit.Part {
    let entries = try mapping(node, "a part", allowed: ["code", "name", "share", "range"])
    guard let code = entries["code"] else { throw failure(node, "a part needs the key 'code'") }
    guard let share = entries["share"] else { throw failure(node, "a part needs the key 'share'") }
    let text = try scalar(code)
    let part = SectorSplit.Part(code: text, name: try entries["name"].map(scalar) ?? text, share: try self.share(share))
    if let range = entries["range"] {
      let bounds = try self.range(range)
      guard bounds.contains(part.share) else {
        throw failure(range, "share \(part.share) is outside its range \(bounds.lowerBound) to \(bounds.upperBound)")
      }
      ranges[text] = bounds
    }
    return part
  }

  private func range(_ node: Node) throws(StudyError) -> ClosedRange<Double> {
    let bounds = try sequence(node, "range")
    guard bounds.count == 2 else { throw failure(node, "a range needs two shares, the lower first") }
    let (low, high) = (try share(bounds[0]), try share(bounds[1]))
    guard low <= high else { throw failure(node, "the range \(low) to \(high) is empty; write the lower share first") }
    return low...high
  }
}
