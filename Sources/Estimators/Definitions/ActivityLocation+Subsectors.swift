extension ActivityLocation {
  /// The taken sectors in subsectors: the set's groups, those together that share a sector.
  func groupsOfTaken() -> [(name: String, sectors: [Sector])] {
    var merged: [(groups: [Int], sectors: [Sector])] = []
    for sector in taken {
      let touching = merged.indices.filter { merged[$0].groups.contains { sector.groups.contains($0) } }
      var whole = (groups: sector.groups, sectors: [Sector]())
      for k in touching { whole = (whole.groups + merged[k].groups, whole.sectors + merged[k].sectors) }
      for k in touching.reversed() { merged.remove(at: k) }
      merged.append((Array(Set(whole.groups)).sorted(), whole.sectors + [sector]))
    }
    return merged.sorted { $0.groups[0] < $1.groups[0] }
      .map { part in (part.groups.map { set.groups[$0].name }.joined(separator: ", "), part.sectors) }
  }

  /// What was taken whole though it holds more, left out, and not found.
  var remarks: [String] {
    var remarks = [set.remark]
    for sector in taken where !sector.isWhole {
      remarks.append(
        "\(sector.code) is taken whole: it holds more than \(list(sector.activities)); what is digital is overstated")
    }
    for sector in leftOut {
      remarks.append(
        "\(sector.code) is left out: it holds \(list(sector.activities)) and more of others; split it to take a part")
    }
    if !missing.isEmpty { remarks.append("no sector holds \(list(missing))") }
    if !groupsWithoutCodes.isEmpty {
      remarks.append("without codes, so not found: \(groupsWithoutCodes.joined(separator: ", "))")
    }
    return remarks
  }

  /// "ISIC Rev. 4 2620, 2680".
  func list(_ codes: [String]) -> String { "\(set.scheme) \(codes.joined(separator: ", "))" }
}
