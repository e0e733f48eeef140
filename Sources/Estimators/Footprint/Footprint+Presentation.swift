import Tables

extension Footprint: Presentable {
  public var presentation: EstimateResult {
    EstimateResult(
      title: "Footprints",
      method: "S = F x̂⁻¹, M = S L by transposed solves; D_pba, D_cba, D_imp and D_exp as in pymrio (Kitzes 2013)",
      tables: [regionTable, categoryTable, sectorTable] + (regions.count > 1 ? [flowTable] : []), checks: checks,
      remarks: remarks + ["flows that final demand itself makes (F_Y) are not part of the accounts"], cost: cost)
  }

  private var regionTable: ResultTable {
    var table = ResultTable(
      "regions", "Accounts by region",
      columns: [ResultTable.Column("account", "account", .text), ResultTable.Column("region", "region", .text)]
        + [("d_pba", "D_pba"), ("d_cba", "D_cba"), ("d_imp", "D_imp"), ("d_exp", "D_exp")].map {
          ResultTable.Column($0.0, $0.1, .amount)
        })
    for account in accounts {
      let (production, consumption) = (account.production, account.consumption)
      let (imports, exports) = (account.imports, account.exports)
      for (r, region) in regions.enumerated() {
        table.add(
          [.text(account.name), .text(region)]
            + [production[r], consumption[r], imports[r], exports[r]].map { ResultTable.Cell($0) })
      }
    }
    return table
  }

  private var categoryTable: ResultTable {
    var table = ResultTable(
      "demand", "D_cba by category of final demand",
      columns: [
        ResultTable.Column("account", "account", .text), ResultTable.Column("region", "region", .text),
        ResultTable.Column("category", "category", .text), ResultTable.Column("d_cba", "D_cba", .amount),
      ])
    for account in accounts {
      for (category, value) in zip(demand, account.categories) {
        table.add([.text(account.name), .text(category.region), .text(category.category), ResultTable.Cell(value)])
      }
    }
    return table
  }

  private var sectorTable: ResultTable {
    ResultTable(
      "sectors", "Intensities S, multipliers M and accounts by sector", of: sectors,
      accounts.flatMap { account in
        [
          ("s", "S", account.intensities), ("m", "M", account.multipliers), ("d_pba", "D_pba", account.flows),
          ("d_cba", "D_cba", account.products),
        ].map { key, letter, values in
          (
            ResultTable.Column(
              "\(account.name)_\(key)", "\(letter) \(account.name)", letter.hasPrefix("D") ? .amount : .ratio),
            values.map(Optional.some)
          )
        }
      })
  }

  private var flowTable: ResultTable {
    var table = ResultTable(
      "flows", "What arises where, for whose final demand",
      columns: [
        ResultTable.Column("account", "account", .text), ResultTable.Column("origin", "origin", .text),
        ResultTable.Column("absorbing", "absorbing region", .text), ResultTable.Column("amount", "amount", .amount),
      ])
    for account in accounts {
      for (s, origin) in regions.enumerated() {
        for (r, absorbing) in regions.enumerated() {
          table.add([
            .text(account.name), .text(origin), .text(absorbing), ResultTable.Cell(account.flowsBetweenRegions[s][r]),
          ])
        }
      }
    }
    return table
  }
}
