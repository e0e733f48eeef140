import Tables

/// Where the activities of a set lie in a table.
///
/// A sector holds an activity when the activity is one of its own, or when the sector's code is the longest that begins the
/// activity's. Sectors at least a fifth of whose classes are activities of the set are taken, whole; where there is none, the one
/// with the largest part is. Classes are counted, since no revenue of classes is known.
public struct ActivityLocation: Sendable {
  public struct Sector: Sendable, Equatable {
    public var code: String
    /// Codes of the activities it holds, or the words by which it was found.
    public var activities: [String]
    /// Positions of their groups, ascending.
    public var groups: [Int]
    /// The part of its classes that are activities of the set; nil where it was found by words.
    public var part: Double?

    /// Whether it holds nothing else.
    public var isWhole: Bool { part == 1 }
  }

  /// Of the classes of a sector that is taken: computers and media are two of nine classes of ISIC division 26, which studies
  /// take for hardware, and two of fourteen of wholesale are trade in computers.
  static let leastPart = 0.2

  public let set: ActivitySet
  /// In table order.
  public private(set) var sectors: [Sector] = []
  public private(set) var taken: [Sector] = []
  /// Codes that no sector holds.
  public private(set) var missing: [String] = []
  /// True when sectors were found by words in their names.
  public let isByWords: Bool

  public var leftOut: [Sector] { sectors.filter { !taken.contains($0) } }

  /// Groups without codes: nothing of them can be found.
  public var groupsWithoutCodes: [String] { self.set.groups.filter(\.activities.isEmpty).map(\.name) }

  /// Nil when neither a map nor the table's own codes lead from the set to the table; with `words`, its sectors' names may.
  init?(_ set: ActivitySet, in table: TableActivities, _ index: SectorIndex, words: Bool = false) {
    self.set = set
    let codes = Set(table.codes)
    let own = set.groups.flatMap(\.activities).contains { codes.contains($0.code) }
    if let contents = table.contents(by: set.scheme), !contents.isEmpty {
      isByWords = false
      locate(contents, table.codes)
    } else if own, table.contents(by: set.scheme) == nil {
      isByWords = false
      locate(Dictionary(uniqueKeysWithValues: codes.map { ($0, [$0]) }), table.codes, byPrefix: false)
    } else if words {
      isByWords = true
      locate(names: index)
    } else {
      return nil
    }
    taken = sectors.filter { ($0.part ?? 1) >= Self.leastPart }
    if taken.isEmpty { taken = [sectors.max { $0.part ?? 1 < $1.part ?? 1 }].compactMap(\.self) }
  }

  private mutating func locate(_ contents: [String: [String]], _ codes: [String], byPrefix: Bool = true) {
    let contents = contents.filter { codes.contains($0.key) }
    var held: [String: [(activity: String, group: Int)]] = [:]
    for (k, group) in set.groups.enumerated() {
      for activity in group.activities {
        let owners = Self.owners(of: activity.code, contents, byPrefix: byPrefix)
        for owner in owners { held[owner, default: []].append((activity.code, k)) }
        if owners.isEmpty { missing.append(activity.code) }
      }
    }
    for code in codes {
      guard let found = held[code], let parts = contents[code] else { continue }
      let activities = found.map(\.activity)
      sectors.append(
        Sector(
          code: code, activities: activities, groups: Array(Set(found.map(\.group))).sorted(),
          part: byPrefix ? part(of: parts, activities) : 1))
    }
  }

  /// The part of a sector's classes that are wanted. The classes of Rev. 3.1 are not counted here: of those, a division of which
  /// only classes are wanted counts half.
  private func part(of parts: [String], _ wanted: [String]) -> Double {
    let isRevision4 = set.scheme == "ISIC Rev. 4"
    let classes = isRevision4 ? parts.flatMap(ActivityClasses.of) : parts
    var sum = 0.0
    for one in classes {
      if wanted.contains(where: { one.hasPrefix($0) }) {
        sum += 1
      } else if !isRevision4, wanted.contains(where: { $0.hasPrefix(one) }) {
        sum += 0.5
      }
    }
    return sum / Double(classes.count)
  }

  /// The sectors that hold an activity.
  private static func owners(of activity: String, _ contents: [String: [String]], byPrefix: Bool) -> [String] {
    guard byPrefix else { return contents[activity] == nil ? [] : [activity] }
    var (inside, around): ([String], [(length: Int, code: String)]) = ([], [])
    for (code, parts) in contents {
      if parts.contains(where: { $0.hasPrefix(activity) }) { inside.append(code) }
      if let longest = parts.filter({ activity.hasPrefix($0) && activity != $0 }).map(\.count).max() {
        around.append((longest, code))
      }
    }
    let most = around.map(\.length).max() ?? 0
    // A class that a sector has for its own is taken out of the division that another has.
    let isExact = contents.values.contains { $0.contains(activity) }
    return Array(Set(inside + (isExact ? [] : around.filter { $0.length == most }.map(\.code)))).sorted()
  }

  /// A sector is in the group of the longest words that begin words of its name.
  private mutating func locate(names index: SectorIndex) {
    for label in index.labels where !sectors.contains(where: { $0.code == label.code }) {
      let name = " " + label.name.lowercased().split { !$0.isLetter }.joined(separator: " ")
      var best: (words: String, group: Int)?
      for (k, group) in set.groups.enumerated() {
        for words in group.words where name.contains(" \(words.lowercased())") && words.count > best?.words.count ?? 0 {
          best = (words, k)
        }
      }
      guard let best else { continue }
      sectors.append(Sector(code: label.code, activities: [best.words], groups: [best.group], part: nil))
    }
  }
}
