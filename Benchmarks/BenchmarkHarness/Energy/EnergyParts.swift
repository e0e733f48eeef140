/// The parts of a host whose energies were counted. Packages, memory beside them and whole boards are none to be held against
/// each other: what is counted apart on one host is left out on another, or is a share of something larger.
enum EnergyParts {
  /// Counters without their numbers: "package-0", "dram" and "package-1" are of the parts dram and package.
  static func of(_ counters: [String]) -> [String] {
    let names = counters.map { counter in
      var name = counter.lowercased()
      while let last = name.last, last.isNumber || "-_. ".contains(last) { name.removeLast() }
      return name
    }
    return Set(names).sorted()
  }

  /// How many times as much work a joule does in the second of two runs, or why that is not known.
  static func ratio(_ base: CellComparison.Place, _ other: CellComparison.Place) -> Result<Double, EnergyGap> {
    for place in [base, other] where place.cell.energyJ == nil {
      let reason = place.cell.energyJWhy ?? "it was not measured"
      return .failure(EnergyGap(reason: "no energy in \(place.run.name): \(reason)"))
    }
    for place in [base, other] where place.run.document.energyCounters == nil {
      return .failure(EnergyGap(reason: "\(place.run.name) does not tell what its energies are of"))
    }
    let parts = [base, other].map { of($0.run.document.energyCounters ?? []) }
    guard parts[0] == parts[1] else {
      let texts = parts.map { $0.joined(separator: " and ") }
      return .failure(
        EnergyGap(reason: "energies are of \(texts[0]) in \(base.run.name) and of \(texts[1]) in \(other.run.name)"))
    }
    guard let mine = base.cell.energyJ, let theirs = other.cell.energyJ, theirs > 0 else {
      return .failure(EnergyGap(reason: "no energy in \(other.run.name): it is zero"))
    }
    return .success(mine / theirs)
  }
}
