import Tables

/// Multipliers of several years side by side.
extension Trend {
  /// Output multipliers of the digital sectors by year, at current prices and at constant ones where two years have them; nil
  /// where the tables have none.
  var multiplierTable: ResultTable? {
    let constant = "constant, of \(baseYear.map(String.init) ?? "one year")"
    let prices: [(String, (Year) -> DigitalMultipliers?)] = [
      ("current", { $0.multipliers }), (constant, { $0.constantMultipliers }),
    ]
    guard years.contains(where: { $0.multipliers != nil }) else { return nil }
    let reason = "the year has no such sector or prices, or the weights do not sum to more than zero"
    var table = ResultTable(
      "multipliers", "Output multipliers by year",
      columns: [
        ResultTable.Column("prices", "prices", .text), ResultTable.Column("of", "of", .text),
        ResultTable.Column("weight", "mean by", .text),
      ] + years.map { ResultTable.Column("y\($0.year)", String($0.year), unit: "1", .ratio, reasonForNone: reason) })
    for (name, multipliers) in prices where years.count(where: { multipliers($0) != nil }) > 1 {
      let found = years.map(multipliers)
      for label in Self.sectors(found) {
        let cells = found.map { year in year?.sectors.first { $0.sector.qualifiedCode == label.qualifiedCode }?.multiplier }
        table.add([.text(name), .text("\(label.code) \(label.name)"), .text("")] + cells.map { ResultTable.Cell($0) })
      }
      for weight in GroupMultiplier.Weight.allCases {
        let groups = found.map { $0?.groups.first { $0.weight == weight } }
        table.add([.text(name), .text("digital sectors"), .text(weight.rawValue)] + groups.map { ResultTable.Cell($0?.digital) })
        guard weight != .merged else { continue }
        table.add([.text(name), .text("other sectors"), .text(weight.rawValue)] + groups.map { ResultTable.Cell($0?.other) })
      }
    }
    guard let first = years.first?.year, let last = years.last?.year else { return table }
    let bars = ResultChart.Form.bars(["y\(last)", "y\(first)"], order: .ofTable)
    return table.with(
      ResultChart("Output multipliers, \(last) and \(first)", bars, of: ResultChart.Rows("prices", "current")))
  }

  /// All sectors that any year has, the last year's first.
  private static func sectors(_ years: [DigitalMultipliers?]) -> [SectorLabel] {
    var labels: [SectorLabel] = []
    for sector in years.reversed().compactMap(\.self).flatMap(\.sectors)
    where !labels.contains(where: { $0.qualifiedCode == sector.sector.qualifiedCode }) {
      labels.append(sector.sector)
    }
    return labels
  }
}
