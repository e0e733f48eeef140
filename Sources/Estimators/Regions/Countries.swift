import Tables

/// Which region, or which country, each sector and each column of final demand of a table belongs to: its regions, or groups of
/// regions that are parts of one country.
///
/// Some tables split a country by kind of firm (OECD's extended tables: MX1 and MX2 are parts of MEX): their trade with each
/// other is no export. Regions without sectors that only absorb final demand are countries, too.
public struct Countries: Sendable, Equatable {
  /// In the order of the table, absorbers without sectors last.
  public let names: [String]
  /// Positions of each country's sectors, ascending.
  public let members: [[Int]]
  /// The country of each sector.
  public let ofSector: [Int]
  /// The country that absorbs each column of final demand.
  public let ofDemand: [Int]

  public var count: Int { names.count }

  /// The regions of sectors, then those of final demand alone. `parts` maps regions to the countries they belong to; other
  /// regions are countries.
  public init(of sectors: SectorIndex, demand: [DemandCategory] = [], parts: [String: String] = [:]) {
    func country(_ region: String) -> String { parts[region] ?? region }
    var (names, positions): ([String], [String: Int]) = ([], [:])
    for region in sectors.regions + demand.map(\.region) where positions[country(region)] == nil {
      positions[country(region)] = names.count
      names.append(country(region))
    }
    ofSector = sectors.labels.map { positions[country($0.region)] ?? 0 }
    ofDemand = demand.map { positions[country($0.region)] ?? 0 }
    var members = [[Int]](repeating: [], count: names.count)
    for (i, c) in ofSector.enumerated() { members[c].append(i) }
    (self.names, self.members) = (names, members)
  }

  /// The countries of a table whose trade is measured.
  ///
  /// Errors: `TradeError` for regions that are not there and for tables that cannot tell partners.
  public init(_ table: borrowing InputOutputTable, parts: [String: String] = [:]) throws(EstimationError) {
    let (title, regions) = (table.metadata.title, table.sectors.regions)
    guard ![.domestic, .total].contains(table.metadata.flowKind) else { throw .trade(.notMultiRegional(table: title)) }
    guard table.transactionsKind == .flows else { throw .trade(.noFlows(table: title)) }
    let known = Set(regions).union(table.demand.map(\.region))
    for name in parts.keys.sorted() where !known.contains(name) {
      throw .trade(.unknownRegion(name, regions: regions))
    }
    self.init(of: table.sectors, demand: table.demand, parts: parts)
    guard count > 1 else { throw .trade(.tooFewCountries(table: title)) }
  }

  /// Countries that make something; the others only absorb.
  public var producers: [Int] { names.indices.filter { !members[$0].isEmpty } }

  /// Countries that have a column of final demand.
  public var absorbers: [Int] { Set(ofDemand).sorted() }

  /// The position of a country.
  /// Errors: `TradeError.unknownCountry`.
  public func position(of name: String) throws(EstimationError) -> Int {
    guard let position = names.firstIndex(of: name) else { throw .trade(.unknownCountry(name, countries: names)) }
    return position
  }

  /// Consecutive positions of a country's sectors.
  func runs(_ country: Int) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for i in members[country] {
      if let last = runs.last, last.upperBound == i {
        runs[runs.count - 1] = last.lowerBound..<i + 1
      } else {
        runs.append(i..<i + 1)
      }
    }
    return runs
  }
}
