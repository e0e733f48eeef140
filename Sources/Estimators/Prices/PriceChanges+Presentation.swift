import Tables

extension PriceChanges: Presentable {
  public var presentation: EstimateResult {
    EstimateResult(
      title: "Price changes",
      method: "cost push, dearer \(input.replacing("_", with: " ")) passed on in full (Miller and Blair 2009, 2.6)",
      tables: [demandTable, sectorTable], checks: checks,
      remarks: remarks + ["quantities and other primary inputs stay as they are; final demand for imports is not in the table"],
      cost: cost)
  }

  private var sectorTable: ResultTable {
    let idle = Set(inactive)
    let reason = "the sector has no output"
    return ResultTable(
      "sectors", "Price changes by sector", of: sectors,
      [
        (
          ResultTable.Column("own_cost", "own cost", unit: "1", .share, reasonForNone: reason),
          costs.indices.map { idle.contains($0) ? nil : costs[$0] }
        ),
        (
          ResultTable.Column("price", "price", unit: "1", .share, reasonForNone: reason),
          prices.indices.map { idle.contains($0) ? nil : prices[$0] }
        ),
      ]
    ).with(ResultChart("Largest price changes", .bars(["price"], order: .largestFirst)))
  }

  private var demandTable: ResultTable {
    var table = ResultTable(
      "demand", "Price changes of final demand",
      columns: [
        ResultTable.Column("region", "region", .text), ResultTable.Column("category", "category", .text),
        ResultTable.Column(
          "price", "price", unit: "1", .share, reasonForNone: "the category's demand does not sum to more than zero"),
      ])
    for category in categories {
      table.add([.text(category.demand.region), .text(category.demand.category), ResultTable.Cell(category.price)])
    }
    table.add([.text("all"), .text("all final demand"), ResultTable.Cell(total)])
    return table
  }
}
