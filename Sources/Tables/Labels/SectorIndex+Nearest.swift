extension SectorIndex {
  /// The names most like one that no sector has: at most three codes, or `REGION/CODE` where the name has a region, those that
  /// take the fewest changes of a letter first; empty where all are too far off to be meant.
  public func nearest(to name: String) -> [String] {
    let wanted = Array(name.lowercased())
    var distances: [String: Int] = [:]
    for label in labels {
      let candidate = name.contains("/") ? label.qualifiedCode : label.code
      guard distances[candidate] == nil else { continue }
      distances[candidate] = Self.changes(wanted, Array(candidate.lowercased()))
    }
    // Of a code of one or two letters, every other one would be as near.
    let most = max(1, wanted.count / 2)
    return distances.filter { $0.value <= most }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(3).map(\.key)
  }

  /// Letters to put in, take out or change (Levenshtein 1966).
  private static func changes(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let changed = diagonal + (a[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(changed, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
}
