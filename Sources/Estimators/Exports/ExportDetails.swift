import Tables

/// What a decomposition of exports shows when digital sectors are known, and when one exporter, or sectors, are asked for, too.
public struct ExportDetails: Presentable, Sendable {
  public var decomposition: ExportDecomposition
  /// Positions among the exporters whose terms were kept.
  public var exporters: [Int]
  public var bySector: Bool
  /// The digital sectors that are shown by country; nil for none.
  public var digital: SectorSet?

  public init(_ decomposition: ExportDecomposition, bySector: Bool, digital: SectorSet? = nil) {
    (self.decomposition, self.bySector, self.digital) = (decomposition, bySector, digital)
    exporters = decomposition.exporters.indices.filter { decomposition.exporters[$0].bilateral != nil }
  }

  public var presentation: EstimateResult {
    var result = decomposition.presentation
    if let digital {
      result.tables.append(digitalTable(digital))
      result.remarks.append(digital.remark)
    }
    if bySector { result.tables += [sectorTable, outputTable] }
    for place in exporters {
      let exporter = decomposition.exporters[place]
      guard let bilateral = exporter.bilateral else { continue }
      result.tables += [importerTable(exporter, bilateral)]
      if bySector { result.tables += [pairTable(exporter, bilateral), absorptionTable(exporter)] }
    }
    return result
  }

  private var sectors: SectorIndex { decomposition.sectors }
  private var names: [String] { decomposition.countries.names }

  /// Digital sectors in global value chains.
  private func digitalTable(_ digital: SectorSet) -> ResultTable {
    func share(_ name: String, _ title: String, none: String = "the country has none to be a part of") -> ResultTable.Column {
      ResultTable.Column(name, title, unit: "1", .share, reasonForNone: none)
    }
    func ratio(_ name: String, _ title: String) -> ResultTable.Column {
      let none = "the country, or all countries together, have none to compare with"
      return ResultTable.Column(name, title, unit: "1", .ratio, reasonForNone: none)
    }
    var table = ResultTable(
      "digital_sectors", "Digital sectors in global value chains",
      columns: [
        ExportDecomposition.country, decomposition.amount("exports", "exports"), share("exports_share", "of exports"),
        decomposition.amount("dva", "DVA by origin"), share("dva_share", "of DVA"),
        decomposition.amount("vax", "VAX by origin"), share("vax_share", "of VAX"), ratio("rca", "RCA"),
        ratio("rca_value_added", "RCA in value added"),
        share("gvc_forward", "forward participation", none: "its digital sectors have no value added"),
      ])
    for row in decomposition.digitalTrade(digital) {
      let cells: [Double?] = [
        row.exports, row.shareOfExports, row.valueAddedInExports, row.shareOfValueAddedInExports, row.valueAddedExports,
        row.shareOfValueAddedExports, row.comparativeAdvantage, row.comparativeAdvantageInValueAdded, row.forwardParticipation,
      ]
      table.add([.text(row.name)] + cells.map { ResultTable.Cell($0) })
    }
    return table.with(
      ResultChart(
        "Digital sectors in exports and in domestic value added in exports",
        .bars(["exports_share", "dva_share"], order: .largestFirst)))
  }

  /// Exports and value added of every sector, and its comparative advantage by both.
  private var sectorTable: ResultTable {
    let none = "no exports of the country or the sector"
    let value = decomposition.valueAdded
    let forward = decomposition.forwardByOrigin.indices.map {
      value[$0] == 0 ? nil : decomposition.forwardByOrigin[$0] / value[$0]
    }
    return ResultTable(
      "sectors", "Sectors: exports, value added in exports by origin, comparative advantage", of: sectors,
      [
        (decomposition.amount("exports", "exports"), decomposition.exportsBySector),
        (decomposition.amount("dva", "DVA by origin"), decomposition.valueAddedInExports),
        (decomposition.amount("vax", "VAX by origin"), decomposition.valueAddedExportsBySector),
        (
          ResultTable.Column("rca", "RCA", unit: "1", .ratio, reasonForNone: none),
          decomposition.comparativeAdvantage.values
        ),
        (
          ResultTable.Column("rca_value_added", "RCA in value added", unit: "1", .ratio, reasonForNone: none),
          decomposition.comparativeAdvantageInValueAdded.values
        ),
        (
          ResultTable.Column("gvc_forward", "forward participation", unit: "1", .share, reasonForNone: "no value added"),
          forward
        ),
      ])
  }

  private var outputTable: ResultTable {
    let uses = decomposition.outputUse
    return ResultTable(
      "output", "What output is made for", of: sectors,
      [
        (decomposition.amount("domestic_final", "domestic final use"), uses.map(\.domesticFinal)),
        (decomposition.amount("domestic_intermediate", "its domestic inputs"), uses.map(\.domesticIntermediate)),
        (decomposition.amount("final_exports", "final exports"), uses.map(\.finalExports)),
        (decomposition.amount("direct_importers", "used by direct importers"), uses.map(\.directImporters)),
        (decomposition.amount("global_value_chains", "crossing borders again"), uses.map(\.globalValueChains)),
        (decomposition.amount("imbalance", "imbalance"), uses.map(\.imbalance)),
      ])
  }

  private var termColumns: [ResultTable.Column] {
    [decomposition.amount("exports", "exports")]
      + WangWeiZhuTerm.allCases.map { decomposition.amount("t\($0.rawValue + 1)", "\($0.rawValue + 1) \($0.abbreviation)") }
      + BorinManciniTerm.allCases.map { decomposition.amount("\($0)", $0.abbreviation) }
  }

  private func cells(_ exports: Double, _ terms: [ExportTerms]) -> [ResultTable.Cell] {
    [.number(exports)] + WangWeiZhuTerm.allCases.map { term in .number(terms.reduce(0) { $0 + $1[term] }) }
      + BorinManciniTerm.allCases.map { term in .number(terms.reduce(0) { $0 + $1[term] }) }
  }

  private func importerTable(_ exporter: ExportDecomposition.Exporter, _ bilateral: BilateralTerms) -> ResultTable {
    let members = decomposition.countries.members[exporter.country]
    var table = ResultTable(
      "bilateral_\(exporter.name.lowercased())", "Exports of \(exporter.name) by importer",
      columns: [ResultTable.Column("importer", "importer", .text)] + termColumns)
    for r in names.indices where r != exporter.country {
      let exports = members.reduce(0) { $0 + decomposition.exports[$1, r] }
      table.add([.text(names[r])] + cells(exports, members.indices.map { bilateral[$0, r] }))
    }
    return table
  }

  private func pairTable(_ exporter: ExportDecomposition.Exporter, _ bilateral: BilateralTerms) -> ResultTable {
    var table = ResultTable(
      "sectors_\(exporter.name.lowercased())", "Exports of \(exporter.name) by sector and importer",
      columns: [ResultTable.Column("code", "code", .text), ResultTable.Column("importer", "importer", .text)] + termColumns)
    for (k, i) in decomposition.countries.members[exporter.country].enumerated() {
      for r in names.indices where r != exporter.country {
        table.add([.text(sectors[i].code), .text(names[r])] + cells(decomposition.exports[i, r], [bilateral[k, r]]))
      }
    }
    return table
  }

  private func absorptionTable(_ exporter: ExportDecomposition.Exporter) -> ResultTable {
    ResultTable(
      "absorption_\(exporter.name.lowercased())", "Value added of \(exporter.name) by origin and absorbing country", of: sectors,
      positions: decomposition.countries.members[exporter.country],
      names.indices.map { l in
        (decomposition.amount("absorbed_\(names[l].lowercased())", names[l]), decomposition.absorbed.column(l))
      })
  }
}
