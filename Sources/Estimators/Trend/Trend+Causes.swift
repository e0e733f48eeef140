/// What changed the digital economy: tables of causes.
extension Trend {
  /// None where no pair of years could be compared.
  var causes: [ResultTable] {
    guard !changes.isEmpty else { return [] }
    let shares = changes.compactMap { change in change.share.map { (change, $0) } }
    return [
      table("causes", "What changed the digital economy", unit, .amount, changes.map { ($0, $0.value) }),
      table("causes_of_share", "What changed its share of GVA", "1", .share, shares),
    ].filter { !$0.rows.isEmpty }
  }

  /// What the crossed systems make of the years themselves differs as the estimates of the years do.
  func causeCheck(_ change: Change) -> IdentityCheck? {
    func terms(_ year: Int) -> DigitalEconomy.Terms? {
      let found = years.first { $0.year == year }
      return change.isAtConstantPrices ? found?.constant?.terms : found?.current.terms
    }
    guard let before = terms(change.first), let after = terms(change.last) else { return nil }
    let (old, new) = (before.total - (before.fixedCapital ?? 0), after.total - (after.fixedCapital ?? 0))
    return IdentityCheck(
      name: "causes from \(change.first) to \(change.last) sum to the change of the estimates", value: change.value.sumOfCauses,
      expected: new - old, tolerance: IdentityCheck.rounding, scale: abs(old) + abs(new))
  }

  private func table(
    _ name: String, _ title: String, _ unit: String, _ format: ResultTable.Column.Format,
    _ rows: [(Change, Decomposition.TermSums)]
  ) -> ResultTable {
    let names = [
      ("change", "change"), ("coefficients", "value-added coefficients"), ("technology", "technology"),
      ("demand_level", "demand level"), ("demand_mix", "demand mix"),
    ]
    let figures = names.map { name, title in
      ResultTable.Column(name, title, unit: unit, format, reasonForNone: "a year's final demand sums to zero")
    }
    var table = ResultTable(
      name, title,
      columns: [
        ResultTable.Column("first", "from", .integer), ResultTable.Column("last", "to", .integer),
        ResultTable.Column("prices", "prices", .text),
      ] + figures)
    for (change, sums) in rows {
      let prices = change.isAtConstantPrices ? "constant, of \(baseYear.map(String.init) ?? "one year")" : "current"
      let cells = [sums.change, sums.coefficients, sums.technology, sums.level, sums.mix]
      table.add(
        [.number(Double(change.first)), .number(Double(change.last)), .text(prices)] + cells.map { ResultTable.Cell($0) })
    }
    return table
  }
}

extension Decomposition.TermSums {
  /// All causes together.
  var sumOfCauses: Double { (coefficients ?? 0) + technology + demand }
}
