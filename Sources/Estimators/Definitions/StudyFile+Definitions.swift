import Aggregation
import Tables

extension StudyFile {
  /// The study in which the sectors of its definitions are named, with remarks on what was taken and what not.
  ///
  /// A sector that the study splits is left to the study, which must name one of its parts; so is one that it names by itself. No
  /// sector is disrupted that is digital. In a multi-regional table a definition means the sectors of all regions.
  /// Errors: `EstimationError` with the line.
  public func namingDefinitions(among sectors: SectorIndex) throws(EstimationError) -> StudyFile {
    guard study.definition != nil || study.disruptedDefinition != nil else { return self }
    let activities: TableActivities
    do { activities = try TableActivities(sectors) } catch { throw .study(error) }
    var study = study
    var remarks: [String] = []
    let split = try splitPositions(sectors)
    var named = Self.positions(study.digital.flatMap(\.codes), sectors)
    if let set = study.definition {
      let location = try located(set, "digital", activities, sectors)
      let groups = location.positions(sectors, besides: named)
      for position in groups.flatMap(\.positions) where split.contains(position) {
        try checkParts(of: position, set, sectors, isDisrupted: false)
      }
      let subsectors = groups.map { group in
        Study.Subsector(name: group.name, codes: group.positions.filter { !split.contains($0) }.map { sectors.shortName($0) })
      }
      named.formUnion(groups.flatMap(\.positions))
      study.digital = subsectors.filter { !$0.codes.isEmpty } + study.digital
      remarks += location.remarks
    }
    if let set = study.disruptedDefinition {
      let location = try located(set, "disrupted", activities, sectors)
      named.formUnion(Self.positions(study.disrupted.flatMap(\.parts).map(\.code), sectors))
      let groups = location.positions(sectors, besides: named)
      for position in groups.flatMap(\.positions) where split.contains(position) {
        try checkParts(of: position, set, sectors, isDisrupted: true)
      }
      let disrupted = groups.map { group in
        let positions = group.positions.filter { !split.contains($0) }
        return Study.DisruptedGroup(name: group.name, parts: positions.map { Study.DisruptedPart(code: sectors.shortName($0)) })
      }
      study.disrupted = disrupted.filter { !$0.parts.isEmpty } + study.disrupted
      remarks += location.remarks
    }
    (study.definition, study.disruptedDefinition) = (nil, nil)
    return StudyFile(study, of: self, remarks: remarks)
  }

  private func located(
    _ set: ActivitySet, _ key: String, _ activities: TableActivities, _ sectors: SectorIndex
  ) throws(EstimationError) -> ActivityLocation {
    guard let location = ActivityLocation(set, in: activities, sectors) else {
      let reason = "no map leads from \(set.scheme), by which definition \(set.id) is, to the sectors of the table"
      let why = activities.isOfAnyRevision ? ", whose letters up to Q name sections of Rev. 3 and of Rev. 4 alike" : ""
      throw .study(.malformed(path: path, line: line(ofKey: key), reason: "\(reason)\(why); name them by their codes"))
    }
    guard !location.taken.isEmpty else {
      let reason = "no sector of the table holds what definition \(set.id) names; name sectors by their codes"
      throw .study(.malformed(path: path, line: line(ofKey: key), reason: reason))
    }
    return location
  }

  private func splitPositions(_ sectors: SectorIndex) throws(EstimationError) -> Set<Int> {
    var positions: Set<Int> = []
    for split in study.splits { positions.insert(try resolve(split.sector, among: sectors)) }
    return positions
  }

  /// Of a split sector that a definition names, a part must be named; a sector all of whose parts are digital has none disrupted.
  private func checkParts(
    of position: Int, _ set: ActivitySet, _ sectors: SectorIndex, isDisrupted: Bool
  ) throws(EstimationError) {
    let digital = Set(study.digital.flatMap(\.codes).map(\.bareCode))
    let disrupted = Set(study.disrupted.flatMap(\.parts).map(\.code.bareCode))
    for split in study.splits where try resolve(split.sector, among: sectors) == position {
      let named = isDisrupted ? disrupted : digital
      guard !split.parts.contains(where: { named.contains($0.code) }) else { return }
      if isDisrupted, split.parts.allSatisfy({ digital.contains($0.code) }) { return }
      let what = isDisrupted ? "disrupted" : "digital"
      throw failure(
        at: split.sector,
        "sector \(split.sector) is \(what) by definition \(set.id) and is split: name its \(what) part under '\(what)'")
    }
  }

  /// Those of some sectors that are there before anything is split.
  private static func positions(_ codes: [String], _ sectors: SectorIndex) -> Set<Int> {
    Set(codes.compactMap { if case .found(let position) = sectors.position(of: $0) { position } else { nil } })
  }
}

extension ActivityLocation {
  /// The sectors taken, of all regions, by groups; without some.
  fileprivate func positions(_ sectors: SectorIndex, besides named: Set<Int>) -> [(name: String, positions: [Int])] {
    groupsOfTaken().map { group in
      (group.name, group.sectors.flatMap { sectors.positions(ofCode: $0.code) }.filter { !named.contains($0) })
    }
  }
}

extension SectorIndex {
  func positions(ofCode code: String) -> [Int] { labels.indices.filter { labels[$0].code == code } }

  /// The code, with its region where there are several.
  func shortName(_ position: Int) -> String { regions.count > 1 ? self[position].qualifiedCode : self[position].code }
}

extension String {
  /// A sector's code without its region.
  var bareCode: String { split(separator: "/", maxSplits: 1).last.map(String.init) ?? self }
}
