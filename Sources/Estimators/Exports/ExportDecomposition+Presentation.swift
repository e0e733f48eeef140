import Tables

extension ExportDecomposition: Presentable {
  public var presentation: EstimateResult {
    EstimateResult(
      title: "Value added in exports",
      method:
        "decompositions of gross exports by OECD, Koopman-Wang-Wei, Wang-Wei-Zhu and Borin-Mancini "
        + "(source-based, country perimeter)",
      tables: [contentTable, borinManciniTable, participationTable, koopmanWangWeiTable, wangWeiZhuTable], checks: checks,
      remarks: remarks, cost: cost)
  }

  static let country = ResultTable.Column("country", "country", .text)

  func amount(_ name: String, _ title: String) -> ResultTable.Column {
    ResultTable.Column(name, title, unit: unit, .amount)
  }

  /// A column of amounts: its name, its title, its figure of an exporter.
  private typealias Amounts = (name: String, title: String, value: (Exporter) -> Double)

  /// What terms leave open where value added is not all that columns pay for.
  private static var others: Amounts { ("other_primary_inputs", "other inputs", { $0.content.otherPrimaryInputs }) }

  private func table(_ name: String, _ title: String, _ columns: [Amounts]) -> ResultTable {
    var table = ResultTable(name, title, columns: [Self.country] + columns.map { amount($0.name, $0.title) })
    for exporter in exporters { table.add([.text(exporter.name)] + columns.map { .number($0.value(exporter)) }) }
    return table
  }

  private var contentTable: ResultTable {
    table(
      "content", "Trade in value added (OECD)",
      [
        ("exports", "exports", { $0.exports }), ("imports", "imports", { $0.imports }),
        ("domestic_content", "DC", { $0.content.domesticContent }),
        ("domestic_value_added", "DVA", { $0.content.domesticValueAdded }), ("direct", "direct", { $0.content.direct }),
        ("indirect", "indirect", { $0.content.indirect }), ("reimported", "re-imported", { $0.content.reimported }),
        ("foreign_content", "FC", { $0.content.foreignContent }),
        ("other_primary_inputs", "other inputs", { $0.content.otherPrimaryInputs }),
        ("forward", "FEXDVA", { $0.content.forward }), ("in_foreign_demand", "FFD_DVA", { $0.content.inForeignDemand }),
        ("foreign_in_domestic_demand", "DFD_FVA", { $0.content.foreignInDomesticDemand }),
      ])
  }

  private var borinManciniTable: ResultTable {
    let sums: [Amounts] = [
      ("dva", "DVA", { $0.terms.domesticValueAdded }), ("vax", "VAX", { $0.terms.valueAddedExports }),
      ("ref", "REF", { $0.terms.reflected }), ("ddc", "DDC", { $0.terms.domesticDoubleCounted }),
      ("foreign_value_added", "FVA", { $0.terms.foreignValueAdded }), ("fdc", "FDC", { $0.terms.foreignDoubleCounted }),
      ("gvcb", "GVCB", { $0.terms.backward }), ("gvcf", "GVCF", { $0.terms.forward }),
      ("gvc", "GVC", { $0.terms.globalValueChains }),
    ]
    let terms: [Amounts] = BorinManciniTerm.allCases.map { term in ("\(term)", term.abbreviation, { $0.terms[term] }) }
    let imbalance: Amounts = ("imbalance", "imbalance", { $0.terms.imbalanceBorinMancini })
    return table("borin_mancini", "Borin and Mancini's terms", sums + terms + [imbalance, Self.others])
  }

  private var koopmanWangWeiTable: ResultTable {
    let terms: [Amounts] = (0..<9).map { k in ("k\(k + 1)", "K\(k + 1)", { $0.terms.koopmanWangWei[k] }) }
    // They are sums of Wang, Wei and Zhu's terms and leave the same open.
    let imbalance: Amounts = ("imbalance", "imbalance", { $0.terms.imbalanceWangWeiZhu })
    let table = table("koopman_wang_wei", "Koopman, Wang and Wei's terms", terms + [imbalance, Self.others])
    let parts: [ResultChart.Part] = [
      .init("absorbed abroad (K1–K3)", "k1", plus: ["k2", "k3"]), .init("returned home (K4, K5)", "k4", plus: ["k5"]),
      .init("domestic, counted twice (K6)", "k6"), .init("foreign value added (K7, K8)", "k7", plus: ["k8"]),
      .init("foreign, counted twice (K9)", "k9"), Self.rest,
    ]
    return table.with(ResultChart("What exports are made of, by Koopman, Wang and Wei", .stack(parts, order: .largestFirst)))
  }

  private var wangWeiZhuTable: ResultTable {
    let terms: [Amounts] = WangWeiZhuTerm.allCases.map { term in
      ("t\(term.rawValue + 1)", "\(term.rawValue + 1) \(term.abbreviation)", { $0.terms[term] })
    }
    let imbalance: Amounts = ("imbalance", "imbalance", { $0.terms.imbalanceWangWeiZhu })
    let table = table("wang_wei_zhu", "Wang, Wei and Zhu's terms", terms + [imbalance, Self.others])
    func part(_ title: String, _ terms: [Int]) -> ResultChart.Part {
      ResultChart.Part(
        "\(title) (\(terms.map(String.init).joined(separator: ", ")))", "t\(terms[0])", plus: terms.dropFirst().map { "t\($0)" })
    }
    let parts: [ResultChart.Part] = [
      part("absorbed abroad", [1, 2, 3, 4, 5]), part("returned home", [6, 7, 8]), part("importers' value added", [11, 12]),
      part("third countries' value added", [14, 15]), part("counted twice", [9, 10, 13, 16]), Self.rest,
    ]
    return table.with(ResultChart("What exports are made of, by Wang, Wei and Zhu", .stack(parts, order: .largestFirst)))
  }

  /// What terms do not say of exports.
  private static var rest: ResultChart.Part {
    ResultChart.Part("other inputs and imbalance", "other_primary_inputs", plus: ["imbalance"])
  }

  /// Shares of gross exports, and of value added.
  private var participationTable: ResultTable {
    let none = "no exports"
    let columns = [("backward", "backward"), ("forward", "forward"), ("total", "total"), ("foreign_content", "foreign content")]
    var table = ResultTable(
      "participation", "Participation in global value chains, of gross exports",
      columns: [Self.country]
        + columns.map { ResultTable.Column($0.0, $0.1, unit: "1", .share, reasonForNone: none) }
        + [
          ResultTable.Column(
            "production_forward", "forward, of value added", unit: "1", .share, reasonForNone: "no value added")
        ])
    for exporter in exporters {
      let parts = [
        exporter.terms.backward, exporter.terms.forward, exporter.terms.globalValueChains, exporter.content.foreignContent,
      ]
      table.add(
        [.text(exporter.name)] + parts.map { .init(exporter.share($0)) } + [.init(exporter.productionBasedForward)])
    }
    let parts: [ResultChart.Part] = [.init("backward", "backward"), .init("forward", "forward")]
    return table.with(
      ResultChart("Participation in global value chains, of gross exports", .stack(parts, order: .largestFirst)))
  }
}
