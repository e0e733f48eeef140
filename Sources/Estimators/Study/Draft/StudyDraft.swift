import Tables

/// A starting study for a table: its sectors held against a set of activities, with comments on what was found and what not.
///
/// The text is a study that runs as it is on the table. No share is invented: sectors are whole, or left out.
/// Cost: the sectors are read once for each activity.
public struct StudyDraft: Sendable {
  /// A sector of the study by its code, with the positions that are active in the wanted regions.
  struct Member {
    var sector: ActivityLocation.Sector
    var name: String
    var positions: [Int]
  }

  let title: String
  let location: ActivityLocation
  let origin: TableActivities.Origin
  let groups: [(name: String, members: [Member])]
  /// Sectors that would be taken and have no output anywhere.
  let inactive: [Member]
  let leftOut: [Member]
  let labels: SectorIndex
  /// False in a table of which `estimate digital` makes nothing.
  public let hasValueAdded: Bool

  /// `regions`: those whose sectors are meant; all when empty.
  /// Errors: regions that are not there, and `StudyError.noMatch` where neither codes nor names say what is digital.
  public init(
    _ table: borrowing InputOutputTable, _ set: ActivitySet, regions: [String] = []
  ) throws(EstimationError) {
    let index = table.sectors
    for region in regions where !index.regions.contains(region) { throw .noRegion(region, regions: index.regions) }
    let activities: TableActivities
    do { activities = try TableActivities(index) } catch { throw .study(error) }
    guard let location = ActivityLocation(set, in: activities, index, words: true), !location.taken.isEmpty else {
      throw .study(.noMatch(table: table.metadata.title, definition: set.id))
    }
    let output = table.output
    let member = { (sector: ActivityLocation.Sector) in
      let all = index.positions(ofCode: sector.code).filter { regions.isEmpty || regions.contains(index[$0].region) }
      return Member(
        sector: sector, name: all.first.map { index[$0].name } ?? "", positions: all.filter { output?[$0] != 0 })
    }
    let found = location.groupsOfTaken().map { (name: $0.name, members: $0.sectors.map(member)) }
    groups = found.map { ($0.name, $0.members.filter { !$0.positions.isEmpty }) }.filter { !$0.members.isEmpty }
    guard !groups.isEmpty else { throw .study(.noMatch(table: table.metadata.title, definition: set.id)) }
    inactive = found.flatMap(\.members).filter(\.positions.isEmpty)
    leftOut = location.leftOut.map(member)
    hasValueAdded = table.valueAdded != nil
    (title, self.location, origin, labels) = (table.metadata.title, location, activities.origin, index)
  }

  /// Codes of the study that another table does not have, or has in several regions.
  public func missing(from sectors: SectorIndex) -> [String] {
    groups.flatMap(\.members).flatMap(\.positions).map { labels.shortName($0) }.filter {
      if case .found = sectors.position(of: $0) { false } else { true }
    }
  }

  /// How the table was recognised, in one line.
  public var recognition: String {
    switch origin {
    case .classification(let map, let codes, let names, let all):
      "\(map.classification) (\(map.id)): \(codes) of \(all) codes, \(names) with the same name"
    case .codes(let read, let all):
      "no built-in classification; \(read) of \(all) codes name divisions or sections of ISIC Rev. 4"
    case .none: "no built-in classification and no codes of ISIC Rev. 4; sectors were found by words in their names"
    }
  }

  /// One line for each sector taken or left out, and what could not be matched.
  public var findings: [String] {
    var lines: [String] = []
    for group in groups {
      for member in group.members { lines.append("\(group.name): \(member.sector.code) \(member.name), \(held(member))") }
    }
    let missing = "the table has no value added, which 'estimate digital' needs; 'estimate digital-world' does without"
    return lines + unmatched + (hasValueAdded ? [] : [missing])
  }

  /// What was left out or not found, and why.
  var unmatched: [String] {
    var lines = leftOut.map { "left out: \($0.sector.code) \($0.name), \(held($0))" }
    lines += inactive.map { "left out: \($0.sector.code) \($0.name), which has no output" }
    if !location.missing.isEmpty { lines.append("in no sector: \(location.list(location.missing))") }
    if !location.groupsWithoutCodes.isEmpty {
      lines.append("without codes: \(location.groupsWithoutCodes.joined(separator: ", "))")
    }
    return lines
  }

  /// What of the set a sector holds.
  func held(_ member: Member) -> String {
    guard let part = member.sector.part else { return "found by '\(member.sector.activities.joined(separator: "', '"))'" }
    let what = "holds \(location.list(member.sector.activities))"
    return part == 1 ? "\(what) and nothing else" : "\(what) (\(Self.percent(part)) of its classes) and more"
  }

  private static func percent(_ part: Double) -> String { "\(Int((100 * part).rounded())) %" }
}
