import Tables

/// How many sub-regions a region is divided into, and which sectors each of them has.
struct RegionDivision: Sendable, Equatable {
  let name: String
  /// The region's sectors, by position in the source.
  let sectors: [Int]
  /// Sub-regions with all sectors.
  fileprivate(set) var complete = 1
  /// The sectors of one more sub-region, by place in `sectors`; empty when there is none.
  fileprivate(set) var partial: [Int] = []

  /// The number of sub-regions.
  var count: Int { complete + (partial.isEmpty ? 0 : 1) }

  /// The number of sectors of all sub-regions together.
  var total: Int { complete * sectors.count + partial.count }

  /// The sectors of sub-region k, by place in `sectors`, ascending.
  func places(_ k: Int) -> [Int] { k < complete ? Array(sectors.indices) : partial }
}

extension RegionDivision {
  /// More sectors are taken for a slip of the hand: the flows would have 8.8 TB.
  static let mostSectors = 1 << 20

  /// The division of every region of a table, in the table's order of regions.
  ///
  /// A number of sectors is reached exactly: all regions get the same number of sub-regions, then one more each from the
  /// largest on (by output), as long as there are sectors left for a whole one; what remains becomes a sub-region that has only
  /// its region's largest sectors, as real regions lack industries.
  static func divisions(
    of sectors: SectorIndex, output: [Double]?, size: TableGenerator.Size
  ) throws(GenerationError) -> [RegionDivision] {
    guard sectors.count > 0 else { throw .noSectors }
    var members: [String: [Int]] = [:]
    for (position, label) in sectors.labels.enumerated() { members[label.region, default: []].append(position) }
    var divisions = sectors.regions.map { RegionDivision(name: $0, sectors: members[$0] ?? []) }
    switch size {
    case .subregions(let count):
      guard count > 0 else { throw .tooFewSubregions(count) }
      guard count <= mostSectors / sectors.count else { throw .tooManySectors(limit: mostSectors) }
      for r in divisions.indices { divisions[r].complete = count }
    case .sectors(let count):
      guard count >= sectors.count else { throw .tooFewSectors(count, source: sectors.count) }
      guard count <= mostSectors else { throw .tooManySectors(limit: mostSectors) }
      for r in divisions.indices { divisions[r].complete = count / sectors.count }
      distribute(count % sectors.count, over: &divisions, output)
    }
    return divisions
  }

  private static func distribute(_ count: Int, over divisions: inout [RegionDivision], _ output: [Double]?) {
    func size(_ sector: Int) -> Double { output.map { $0[sector] } ?? 0 }
    let sizes = divisions.map { $0.sectors.reduce(0) { $0 + size($1) } }
    var rest = count
    for r in divisions.indices.sorted(by: { (sizes[$1], $0) < (sizes[$0], $1) }) where rest > 0 {
      let sectors = divisions[r].sectors
      if sectors.count <= rest {
        divisions[r].complete += 1
        rest -= sectors.count
      } else {
        let largestFirst = sectors.indices.sorted { (size(sectors[$1]), $0) < (size(sectors[$0]), $1) }
        divisions[r].partial = largestFirst.prefix(rest).sorted()
        rest = 0
      }
    }
  }
}
