import Tables

extension ManufacturingServices: Presentable {
  public var presentation: EstimateResult {
    EstimateResult(
      title: "Digital services in manufacturing",
      method: "use ratios of inputs, and value added by digital services in manufacturing exports (v̂ L ê, a solve a country)",
      tables: [countryTable, useTable, sectorTable, sourceTable], checks: checks, remarks: setRemarks + remarks, cost: cost)
  }

  private var setRemarks: [String] {
    [
      "digital services: \(digital.codes.joined(separator: ", ")) (\(digital.origin))",
      "manufacturing: \(manufacturing.codes.joined(separator: ", ")) (\(manufacturing.origin))",
    ]
  }

  private static let country = ResultTable.Column("country", "country", .text)

  private func amount(_ name: String, _ title: String) -> ResultTable.Column {
    ResultTable.Column(name, title, unit: unit, .amount)
  }

  private func share(_ name: String, _ title: String, of total: String) -> ResultTable.Column {
    ResultTable.Column(name, title, unit: "1", .share, reasonForNone: "no manufacturing \(total)")
  }

  private var countryTable: ResultTable {
    var table = ResultTable(
      "countries", "Value added by digital services in manufacturing exports",
      columns: [
        Self.country, amount("exports", "manufacturing exports"), amount("domestic", "domestic digital services"),
        amount("all_origins", "of all countries"), share("domestic_share", "domestic", of: "exports"),
        share("all_origins_share", "all countries", of: "exports"),
      ])
    for row in countries {
      table.add([
        .text(row.name), .number(row.exports), .number(row.domesticContent), .number(row.content),
        .init(row.share(row.domesticContent, of: row.exports)), .init(row.share(row.content, of: row.exports)),
      ])
    }
    return table.with(
      ResultChart(
        "Share of manufacturing exports, of all countries and domestic",
        .bars(["all_origins_share", "domestic_share"], order: .largestFirst)))
  }

  private var useTable: ResultTable {
    let parts = [("domestic", "domestic"), ("imported", "imported"), ("total", "total")]
    var table = ResultTable(
      "use", "Digital services used by manufacturing",
      columns: [Self.country, amount("output", "output"), amount("inputs", "inputs")]
        + parts.map { amount($0.0, $0.1) } + parts.map { share("\($0.0)_of_output", "\($0.1) of output", of: "output") }
        + parts.map { share("\($0.0)_of_inputs", "\($0.1) of inputs", of: "inputs") })
    for row in countries {
      let uses = [row.use.domestic, row.use.imported, row.use.total]
      table.add(
        [.text(row.name), .number(row.output), .number(row.inputs)] + uses.map { .number($0) }
          + uses.map { .init(row.share($0, of: row.output)) } + uses.map { .init(row.share($0, of: row.inputs)) })
    }
    return table.with(
      ResultChart("Digital services in manufacturing inputs", .bars(["total_of_inputs"], order: .largestFirst)))
  }

  /// By digital sector, all countries together and the exporter's own.
  private var sectorTable: ResultTable {
    var table = ResultTable(
      "sectors", "Value added in manufacturing exports by digital sector",
      columns: [Self.country, ResultTable.Column("code", "code", .text)]
        + [amount("domestic", "domestic"), amount("all_origins", "of all countries")]
        + [share("domestic_share", "domestic", of: "exports"), share("all_origins_share", "all countries", of: "exports")])
    let parts = digital.codes.map { code in (code: code, sources: sources(of: code)) }
    for (k, row) in countries.enumerated() {
      for part in parts {
        let (own, all) = (Self.sum(part.sources, k, domesticOnly: true), Self.sum(part.sources, k, domesticOnly: false))
        table.add([
          .text(row.name), .text(part.code), .number(own), .number(all), .init(row.share(own, of: row.exports)),
          .init(row.share(all, of: row.exports)),
        ])
      }
    }
    return table
  }

  /// A row for each digital sector of each country, a column for each exporter.
  private var sourceTable: ResultTable {
    var table = ResultTable(
      "sources", "Value added in manufacturing exports, from digital sector to exporter",
      columns: [ResultTable.Column("source", "source", .text), ResultTable.Column("code", "code", .text)]
        + countries.map { amount("exporter_\($0.name.lowercased())", $0.name) })
    for source in sources {
      let label = sectors[source.sector]
      table.add([.text(label.region), .text(label.code)] + source.content.map { .number($0) })
    }
    return table
  }
}
