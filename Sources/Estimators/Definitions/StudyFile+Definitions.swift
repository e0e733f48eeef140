import Aggregation
import Tables

extension StudyFile {
  /// The study in which the sectors of its definitions are named, with remarks on what was taken and what not.
  ///
  /// A sector that the study splits is left to the study, which must name one of its parts; so is one that it names by itself.
  /// In a multi-regional table a definition means the sectors of all regions. Errors: `EstimationError` with the line.
  public func namingDefinitions(among sectors: SectorIndex) throws(EstimationError) -> StudyFile {
    guard study.definition != nil || study.disruptedDefinition != nil else { return self }
    let activities: TableActivities
    do { activities = try TableActivities(sectors) } catch { throw .study(error) }
    var study = study
    var remarks: [String] = []
    var named = Set(study.digital.flatMap(\.codes).compactMap { Self.found($0, sectors) })
    if let set = study.definition {
      let location = try located(set, "digital", activities, sectors)
      let split = try splitPositions(sectors)
      let groups = location.groupsOfTaken().map { group in
        let positions = group.sectors.flatMap { sectors.positions(ofCode: $0.code) }.filter { !named.contains($0) }
        return (name: group.name, positions: positions)
      }
      for position in groups.flatMap(\.positions) where split.contains(position) { try checkParts(of: position, set, sectors) }
      let subsectors = groups.compactMap { group -> Study.Subsector? in
        let codes = group.positions.filter { !split.contains($0) }.map { sectors.shortName($0) }
        return codes.isEmpty ? nil : Study.Subsector(name: group.name, codes: codes)
      }
      named.formUnion(groups.flatMap(\.positions))
      study.digital = subsectors + study.digital
      remarks += location.remarks
    }
    if let set = study.disruptedDefinition {
      let location = try located(set, "disrupted", activities, sectors)
      let groups = location.groupsOfTaken().map { group in
        let positions = group.sectors.flatMap { sectors.positions(ofCode: $0.code) }.filter { !named.contains($0) }
        return Study.DisruptedGroup(name: group.name, parts: positions.map { Study.DisruptedPart(code: sectors.shortName($0)) })
      }
      study.disrupted = groups.filter { !$0.parts.isEmpty } + study.disrupted
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
      throw .study(.malformed(path: path, line: line(ofKey: key), reason: "\(reason); name them by their codes"))
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

  private func checkParts(of position: Int, _ set: ActivitySet, _ sectors: SectorIndex) throws(EstimationError) {
    let digital = Set(study.digital.flatMap(\.codes).map(\.bareCode))
    for split in study.splits where try resolve(split.sector, among: sectors) == position {
      guard !split.parts.contains(where: { digital.contains($0.code) }) else { return }
      throw failure(
        at: split.sector,
        "sector \(split.sector) is digital by definition \(set.id) and is split: name its digital part under 'digital'")
    }
  }

  private static func found(_ code: String, _ sectors: SectorIndex) -> Int? {
    if case .found(let position) = sectors.position(of: code) { position } else { nil }
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
