import Tables

extension DigitalWorld: Presentable {
  public var presentation: EstimateResult {
    EstimateResult(
      title: "Digital economy of the world",
      method: "value added from digital sectors or in digital products, counted once (block form), two solves a country",
      tables: [worldTable, countryTable, bilateralTable], checks: checks,
      remarks: [digital.remark] + remarks, cost: cost)
  }

  private func amount(_ name: String, _ title: String) -> ResultTable.Column {
    ResultTable.Column(name, title, unit: unit, .amount)
  }

  private func share(_ name: String, _ title: String) -> ResultTable.Column {
    ResultTable.Column(name, title, unit: "1", .share, reasonForNone: "no value added")
  }

  private var worldTable: ResultTable {
    var table = ResultTable(
      "world", "The world",
      columns: [ResultTable.Column("term", "term", .text), amount("value", "value"), share("share", "of value added")])
    let lines = [
      ("backward", backward), ("forward", forward), ("double-counted", doubleCounted), ("total", total),
      ("value added", valueAdded),
    ]
    for (name, value) in lines { table.add([.text(name), .number(value), .init(valueAdded == 0 ? nil : value / valueAdded)]) }
    return table
  }

  private var countryTable: ResultTable {
    var table = ResultTable(
      "countries", "By country",
      columns: [
        ResultTable.Column("country", "country", .text), amount("value_added", "value added"),
        amount("digital_value_added", "of digital sectors"), amount("by_origin", "by origin"), amount("by_use", "by use"),
        amount("national", "national"), share("by_origin_share", "by origin"), share("national_share", "national"),
      ])
    for row in countries {
      table.add([
        .text(row.name), .number(row.valueAdded), .number(row.digitalValueAdded), .number(row.byOrigin),
        .number(row.byUse), .number(row.national), .init(row.share(row.byOrigin)), .init(row.share(row.national)),
      ])
    }
    return table.with(
      ResultChart("Share of value added by country", .bars(["by_origin_share", "national_share"], order: .largestFirst)))
  }

  private var bilateralTable: ResultTable {
    var table = ResultTable(
      "bilateral", "From origin to the country whose products are used",
      columns: [ResultTable.Column("origin", "origin", .text)] + countries.map { amount("use_\($0.name.lowercased())", $0.name) })
    for (row, values) in zip(countries, bilateral) { table.add([.text(row.name)] + values.map { .number($0) }) }
    return table
  }
}
