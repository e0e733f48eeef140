import Aggregation
import Yams

/// Reads a study out of YAML nodes, with the line of everything it refuses.
struct StudyNodeReader {
  let path: String

  /// `more`: keys beside a study's own, which somebody else reads.
  func study(_ root: Node, also more: [String] = []) throws(StudyError) -> Study {
    if more.isEmpty { try refuseYears(root) }
    let entries = try mapping(
      root, "a study",
      allowed: [
        "title", "split", "digital", "disrupted", "fixed_capital", "monte_carlo", "method", "source", "notes", "published",
      ] + more)
    guard let digital = entries["digital"] else { throw failure(root, "a study needs the key 'digital'") }
    let splits = try entries["split"].map(splits) ?? StudySplits()
    return Study(
      title: try entries["title"].map(scalar) ?? "", splits: splits.splits, revenues: splits.revenues,
      digital: try subsectors(digital), definition: try definition(in: digital),
      disrupted: try entries["disrupted"].map(disrupted) ?? [],
      disruptedDefinition: try entries["disrupted"].flatMap { node throws(StudyError) in try definition(in: node) },
      fixedCapital: try entries["fixed_capital"].map(fixedCapital), ranges: splits.ranges,
      sampling: try entries["monte_carlo"].map(sampling) ?? Study.Sampling(),
      method: try entries["method"].map(method) ?? .aggregated,
      source: try entries["source"].map(scalar) ?? "", notes: try entries["notes"].map(strings) ?? [],
      published: try entries["published"].map(published) ?? [])
  }

  /// What a study of several years has beside others would be left out of an estimate of one table.
  private func refuseYears(_ root: Node) throws(StudyError) {
    let keys = (root.mapping ?? [:]).map(\.key)
    if let years = keys.first(where: { $0.scalar?.string == "years" }) {
      throw failure(
        years,
        "'years' makes a study of several years, and one of a single table is wanted here: 'leontief estimate trend STUDY' and "
          + "'leontief estimate digital-world --study STUDY' take the years; for one table take the key out")
    }
    if let deflators = keys.first(where: { $0.scalar?.string == "deflators" }) {
      throw failure(deflators, "'deflators' go with 'years', for 'leontief estimate trend STUDY'; without years take the key out")
    }
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

  private func subsectors(_ node: Node) throws(StudyError) -> [Study.Subsector] {
    guard case .mapping(let mapping) = node else {
      throw failure(node, "'digital' must map subsector names to lists of sector codes")
    }
    var subsectors: [Study.Subsector] = []
    for (key, value) in mapping where !isDefinition(key, value) {
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
}
