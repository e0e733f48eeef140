import Tables

extension Footprint: Presentable {
  public var presentation: EstimateResult {
    EstimateResult(
      title: "Footprints",
      method: "S = F x̂⁻¹, M = S L by transposed solves; D_pba = S L y, D_cba, D_imp and D_exp as in pymrio (Kitzes 2013)",
      tables: [regionTable, categoryTable, sectorTable] + (regions.count > 1 ? [flowTable] : []), checks: checks,
      remarks: remarks + ["flows that final demand itself makes (F_Y) are not part of the accounts"], cost: cost)
  }

  private var regionTable: ResultTable {
    let figures = [
      ("f", "F, as given"), ("d_pba", "D_pba"), ("d_cba", "D_cba"), ("d_imp", "D_imp"), ("d_exp", "D_exp"),
    ]
    var table = ResultTable(
      "regions", "Accounts by region",
      columns: [ResultTable.Column("account", "account", .text), ResultTable.Column("region", "region", .text)]
        + figures.map { ResultTable.Column($0.0, $0.1, .amount) })
    for account in accounts {
      let columns = [
        account.flowsByRegion, account.production, account.consumption, account.imports, account.exports,
      ]
      for (r, region) in regions.enumerated() {
        table.add([.text(account.name), .text(region)] + columns.map { ResultTable.Cell($0[r]) })
      }
    }
    table.charts = accounts.map { account in
      ResultChart(
        "\(account.name), by who produces (D_pba) and by who consumes (D_cba)",
        .bars(["d_pba", "d_cba"], order: .largestFirst), of: .init("account", account.name))
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
    var table = ResultTable(
      "sectors", "Intensities S, multipliers M and accounts by sector", of: sectors, accounts.flatMap(columns))
    table.charts = accounts.map { account in
      ResultChart(
        "\(account.name), where it arises (D_pba) and in whose products it ends (D_cba)",
        .bars(["\(account.name)_d_pba", "\(account.name)_d_cba"], order: .largestFirst), mostRows: 15)
    }
    return table
  }

  private func columns(_ account: Account) -> [(column: ResultTable.Column, values: [Double?])] {
    let all: [(name: String, letter: String, values: [Double])] = [
      ("f", "F", account.flows), ("s", "S", account.intensities), ("m", "M", account.multipliers),
      ("d_pba", "D_pba", account.productionBySector), ("d_cba", "D_cba", account.products),
    ]
    return all.map { name, letter, values in
      let isRate = ["s", "m"].contains(name)
      let column = ResultTable.Column("\(account.name)_\(name)", "\(letter) \(account.name)", isRate ? .ratio : .amount)
      return (column, values.map(Optional.some))
    }
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
