import Tables

extension ExporterTerms {
  /// Ld_ss times what each part of the exports, and domestic final use, ask for.
  func outputUse(
    _ s: Int, _ uses: IntermediateExports, _ local: borrowing LocalInverses
  ) throws(EstimationError) -> [OutputUse] {
    let members = flows.countries.members[s]
    let own = members.map { flows.final[$0, s] }
    let parts = try local.product(
      s,
      [
        own, members.map { flows.final.rowSum($0, without: s) }, uses.direct, uses.further,
        zip(members, uses.imbalance).map { flows.imbalance[$0] + $1 },
      ])
    return members.indices.map { k in
      OutputUse(
        domesticFinal: own[k], domesticIntermediate: parts[0][k] - own[k], finalExports: parts[1][k],
        directImporters: parts[2][k], globalValueChains: parts[3][k], imbalance: parts[4][k])
    }
  }
}

/// What importers make of a country's intermediate exports, summed over importers.
struct IntermediateExports {
  /// A_sr Ld_rr y_rr: absorbed where they are first used.
  var direct: [Double]
  /// They cross borders again.
  var further: [Double]
  var imbalance: [Double]

  init(sectors: Int) {
    direct = [Double](repeating: 0, count: sectors)
    (further, imbalance) = (direct, direct)
  }

  mutating func add(_ columns: [[Double]], _ k: Int) {
    direct[k] += columns[9][k]
    for column in 11...15 { further[k] += columns[column][k] }
    imbalance[k] += columns[16][k]
  }
}
