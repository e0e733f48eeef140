/// The parts of a host whose energies were counted. Packages, memory beside them and whole boards are none to be held against
/// each other: what is counted apart on one host is left out on another, or is a share of something larger.
enum EnergyParts {
  /// Counters without their numbers: "package-0", "dram" and "package-1-die-0" are of the parts dram and package.
  static func of(_ counters: [String]) -> [String] {
    let names = counters.map { counter in
      counter.lowercased().split { !$0.isLetter }.filter { $0 != "die" }.joined(separator: "-")
    }
    return Set(names).sorted()
  }

  /// What says of no part what it is: counters without labels.
  private static let nameless: Set<String> = ["", "energy", "total"]

  private static func isNamed(_ counters: [String]) -> Bool {
    !counters.isEmpty && nameless.isDisjoint(with: of(counters))
  }

  /// How many times as much work a joule does in the second of two runs, or why that is not known.
  static func ratio(_ base: CellComparison.Place, _ other: CellComparison.Place) -> Result<Double, EnergyGap> {
    for place in [base, other] where place.cell.energyJ == nil {
      let reason = place.cell.energyJWhy ?? "it was not measured"
      return .failure(EnergyGap(reason: "no energy in \(place.run.name): \(reason)"))
    }
    for place in [base, other] where !isNamed(place.run.document.energyCounters ?? []) {
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
