import MatrixCore

/// The block form on the table in which the digital sectors stay apart, and the subsectors it is made of.
struct BlockTerms {
  let terms: DigitalEconomy.Terms
  let subsectors: [DigitalSubsector]
  let cost: SolveCost

  /// Cost: one solve and one transposed solve a digital sector.
  init(
    _ system: ValueAddedFlows, subsectors groups: [(name: String, members: [Int])], _ capital: DigitalCapital?
  ) throws(EstimationError) {
    let members = groups.flatMap(\.members)
    let (rowVectors, columnVectors) = (try system.rows(members), try system.columns(members))
    let rows = Dictionary(uniqueKeysWithValues: zip(members, rowVectors))
    let columns = Dictionary(uniqueKeysWithValues: zip(members, columnVectors))
    let sectors = system.economy.sectors
    var all = Self.terms(members, rows: rows, columns: columns)
    all.fixedCapital = try capital.map { capital throws(EstimationError) in try capital.term(system) }
    let digital = Set(members)
    terms = all
    cost = system.economy.cost
    subsectors = groups.map { group in
      let fromOthers = group.members.flatMap { member in
        (columns[member] ?? []).enumerated().filter { !digital.contains($0.offset) }.map(\.element)
      }
      let rest = members.filter { !group.members.contains($0) }
      var shared = CompensatedSum<Double>()
      for member in group.members {
        for other in rest {
          shared.add(rows[member]?[other] ?? 0)
          shared.add(columns[member]?[other] ?? 0)
        }
      }
      return DigitalSubsector(
        name: group.name, sectors: group.members.map { sectors[$0].qualifiedCode },
        terms: Self.terms(group.members, rows: rows, columns: columns),
        originPartition: (group.members.map { system.valueAdded[$0] } + fromOthers).compensatedSum(),
        shared: shared.value)
    }
  }

  /// 1ᵀMd, dᵀM1 and dᵀMd for the indicator d of `members`.
  private static func terms(
    _ members: [Int], rows: [Int: [Double]], columns: [Int: [Double]]
  ) -> DigitalEconomy.Terms {
    DigitalEconomy.Terms(
      backward: members.flatMap { columns[$0] ?? [] }.compensatedSum(),
      forward: members.flatMap { rows[$0] ?? [] }.compensatedSum(),
      doubleCounted: members.flatMap { member in members.map { rows[member]?[$0] ?? 0 } }.compensatedSum())
  }
}
