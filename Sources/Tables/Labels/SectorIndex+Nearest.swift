extension SectorIndex {
  /// The names most like one that no sector has: at most three codes, or `REGION/CODE` where the name has a region; where no code
  /// is near, the codes of sectors in whose name it stands ("telecommunications" for "Post and telecommunications").
  public func nearest(to name: String) -> [String] {
    let isQualified = name.contains("/")
    let near = NearestNames.of(name, among: labels.lazy.map { isQualified ? $0.qualifiedCode : $0.code })
    return near.isEmpty && name.count > 2 ? named(name) : near
  }

  private func named(_ name: String) -> [String] {
    let wanted = name.lowercased()
    var codes: [String] = []
    for label in labels where codes.count < 3 && !codes.contains(label.code) {
      if label.name.lowercased().contains(wanted) { codes.append(label.code) }
    }
    return codes
  }
}
