import MatrixCore
import Tables

/// Builds aggregators: concordances in which sectors are put together.
public enum Aggregator {
  /// Q of the digital-economy framework: `members` become one sector in the first place, the others follow in their order.
  ///
  /// Shapes: (n − q + 1) × n for q distinct members. Errors: no member; a label that another sector already has.
  /// Reference: Gajbhiye and Arora (2022), annex: Q is [n − (q − 1)] × n.
  public static func merging(
    _ members: [Int], into label: SectorLabel, of sources: SectorIndex
  ) throws(ConcordanceError) -> Concordance {
    let merged = Set(members)
    guard !merged.isEmpty else { throw .nothingToMerge }
    var targets = [label]
    var entries: [(target: Int, source: Int, share: Double)] = []
    for source in 0..<sources.count {
      if merged.contains(source) {
        entries.append((0, source, 1))
      } else {
        entries.append((targets.count, source, 1))
        targets.append(sources[source])
      }
    }
    return try Concordance(sources: sources, targets: targets, entries: entries)
  }

  /// The concordance of a map: each entry sends a part of a sector to a target; targets keep the order of their first
  /// mention.
  ///
  /// A target named `REGION/CODE` has that region and code; a bare code takes the region of its sources when they share
  /// one, else `ALL`. Errors: unknown, ambiguous or unmapped sectors; shares that do not sum to one.
  public static func mapping(
    _ entries: [ConcordanceEntry], of sources: SectorIndex
  ) throws(ConcordanceError) -> Concordance {
    var order: [String] = []
    var positions: [String: Int] = [:]
    var members: [[Int]] = []
    var shares: [(target: Int, source: Int, share: Double)] = []
    for entry in entries {
      let source = try sources.resolve(entry.from)
      let target = positions[entry.to] ?? order.count
      if target == order.count {
        positions[entry.to] = target
        order.append(entry.to)
        members.append([])
      }
      members[target].append(source)
      shares.append((target, source, entry.weight))
    }
    let targets = zip(order, members).map { label(named: $0, members: $1, of: sources) }
    return try Concordance(sources: sources, targets: targets, entries: shares)
  }

  private static func label(named name: String, members: [Int], of sources: SectorIndex) -> SectorLabel {
    let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let code = parts.last ?? name
    // A target that is one sector under its own code keeps the name people know.
    let name = members.count == 1 && sources[members[0]].code == code ? sources[members[0]].name : code
    if parts.count == 2 { return SectorLabel(region: parts[0], code: code, name: name) }
    let regions = Set(members.map { sources[$0].region })
    return SectorLabel(region: regions.count == 1 ? sources[members[0]].region : "ALL", code: code, name: name)
  }
}
