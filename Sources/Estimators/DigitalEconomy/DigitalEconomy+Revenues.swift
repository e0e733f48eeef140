import Tables

extension DigitalEconomy {
  /// Shares that were computed, with the revenue and the source they stem from; where there are several sources, their mean too.
  var revenueTable: ResultTable {
    var table = ResultTable(
      "shares", "Shares of split sectors by revenue",
      columns: [
        ResultTable.Column("sector", "sector", .text), ResultTable.Column("part", "part", .text),
        ResultTable.Column("source", "source", .text),
        ResultTable.Column("revenue", "revenue", .amount, reasonForNone: "it is a mean of sources"),
        ResultTable.Column("unit", "unit", .text), ResultTable.Column("share", "share", unit: "1", .share),
      ])
    for sector in splitByRevenue {
      let sources = revenues.filter { $0.sector == sector }
      for (k, part) in sources[0].parts.enumerated() {
        for source in sources {
          table.add([
            .text(sector), .text(part), .text(source.source), .number(source.amounts[k]), .text(source.unit),
            .number(source.shares[k]),
          ])
        }
        guard sources.count > 1 else { continue }
        let mean = sources.map { $0.shares[k] }.reduce(0, +) / Double(sources.count)
        table.add([.text(sector), .text(part), .text("mean"), .none, .text(""), .number(mean)])
      }
    }
    return table
  }

  private var splitByRevenue: [String] {
    var sectors: [String] = []
    for revenue in revenues where !sectors.contains(revenue.sector) { sectors.append(revenue.sector) }
    return sectors
  }
}
