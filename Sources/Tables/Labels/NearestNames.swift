/// The names most like one that is not there, for the sentence that says so.
public enum NearestNames {
  /// At most three, those that take the fewest changes of a letter first; empty where all are too far off to be meant.
  public static func of(_ name: String, among candidates: some Sequence<String>) -> [String] {
    let wanted = Array(name.lowercased())
    var distances: [String: Int] = [:]
    for candidate in candidates where distances[candidate] == nil {
      distances[candidate] = changes(wanted, Array(candidate.lowercased()))
    }
    // Of a name of one or two letters, every other one would be as near.
    let most = max(1, wanted.count / 2)
    return distances.filter { $0.value <= most }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(3).map(\.key)
  }

  /// "; nearest are a, b", or nothing.
  public static func hint(_ name: String, among candidates: some Sequence<String>) -> String {
    let names = of(name, among: candidates)
    return names.isEmpty ? "" : "; nearest are \(names.joined(separator: ", "))"
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
