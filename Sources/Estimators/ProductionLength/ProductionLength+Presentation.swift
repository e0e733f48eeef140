import Tables

extension ProductionLength: Presentable {
  public var presentation: EstimateResult {
    EstimateResult(
      title: "Production length",
      method:
        "stages between value added and final use (Wang, Wei, Yu and Zhu 2017), by ten solves in chains, and the inverses "
        + "of the countries' own blocks",
      tables: [countryTable] + (digital.map { [digitalTable($0)] } ?? []) + [sectorTable], checks: checks,
      remarks: remarks + (digital.map { [$0.remark] } ?? []), cost: cost)
  }

  private static let names = [
    ("plv", "PLv"), ("plv_d", "PLv_D"), ("plv_rt", "PLv_RT"), ("plv_gvc", "PLv_GVC"), ("ply", "PLy"), ("ply_d", "PLy_D"),
    ("ply_rt", "PLy_RT"), ("ply_gvc", "PLy_GVC"),
  ]

  private var flows: [Flow] {
    [forward, backward].flatMap { [$0.total, $0.domestic, $0.traditional, $0.globalValueChains] }
  }

  private static var columns: [ResultTable.Column] {
    (names + [("position", "position")]).map {
      ResultTable.Column($0.0, $0.1, unit: "1", .ratio, reasonForNone: "no value added, or no final demand, of that kind")
    }
  }

  /// A row for each country: some of its sectors together.
  private func table(_ name: String, _ title: String, _ members: (Int) -> [Int]) -> ResultTable {
    var table = ResultTable(
      name, title, columns: [ResultTable.Column("country", "country", .text)] + Self.columns)
    for country in countries.producers {
      let members = members(country)
      let lengths = flows.map { ResultTable.Cell($0.length(members)) }
      table.add([.text(countries.names[country])] + lengths + [.init(position(of: members))])
    }
    return table
  }

  private func digitalTable(_ digital: SectorSet) -> ResultTable {
    let isDigital = Set(digital.positions)
    return table("digital_sectors", "Production length of the digital sectors of countries") { country in
      countries.members[country].filter(isDigital.contains)
    }
  }

  private var countryTable: ResultTable {
    table("countries", "Production length of countries") { countries.members[$0] }.with(
      ResultChart(
        "Stages from value added to final use: in global value chains, in final exports, at home",
        .bars(["plv_gvc", "plv_rt", "plv_d"], order: .largestFirst)),
      ResultChart(
        "Position in global value chains, forward over backward length: above one is upstream",
        .bars(["position"], order: .largestFirst)))
  }

  private var sectorTable: ResultTable {
    let crossings = ResultTable.Column(
      "crossings", "border crossings", unit: "1", .ratio, reasonForNone: "no value added in global value chains")
    let crossed = zip(forward.crossings, forward.globalValueChains.valueAdded).map { $1 == 0 ? nil : $0 / $1 }
    return ResultTable(
      "sectors", "Production length of sectors", of: sectors,
      Array(zip(Self.columns, flows.map(\.lengths) + [positions])) + [(crossings, crossed)])
  }
}
