import Tables

extension Trend: Presentable {
  public var presentation: EstimateResult {
    let prices = baseYear.map { " and at prices of \($0)" } ?? ""
    let checks = years.flatMap { year in
      ([year.current] + (year.constant.map { [$0] } ?? [])).flatMap { result in
        result.checks.map { check in
          var dated = check
          dated.name = "\(year.year): \(check.name)"
          return dated
        }
      }
    }
    let cost = years.reduce(changesCost) { sum, year in
      let both = sum.adding(year.current.cost)
      return year.constant.map { both.adding($0.cost) } ?? both
    }
    return EstimateResult(
      title: title.isEmpty ? "Digital economy over time" : title,
      method: "the study's estimate for each year at current prices\(prices)",
      tables: [levels.withoutEmptyColumns(), growth.withoutEmptyColumns()] + causes + [subsectors]
        + (multiplierTable.map { [$0] } ?? []),
      checks: checks + changeChecks, remarks: remarks, cost: cost, keyFigures: keyFigures)
  }

  /// The last year, and the growth of the whole span, which stands last.
  private var keyFigures: [EstimateResult.KeyFigure] {
    guard let first = years.first?.year, let last = years.last?.year else { return [] }
    let row = years.count - 1
    let growth = EstimateResult.KeyFigure(
      "growth a year, \(first) to \(last)", table: "growth", row: spans.count - 1, column: "value")
    return [
      EstimateResult.KeyFigure("of gross value added, \(last)", table: "years", row: row, column: "share"),
      EstimateResult.KeyFigure("digital economy, \(last)", table: "years", row: row, column: "digital"),
    ] + (spans.last.map { $0.first == first && $0.last == last } == true ? [growth] : [])
  }

  private var realUnit: String { baseYear.map { "\(unit) of \($0)" } ?? unit }

  private var levels: ResultTable {
    let reason = "the year stays at current prices"
    var table = ResultTable(
      "years", "The digital economy by year",
      columns: [
        ResultTable.Column("year", "year", .integer),
        ResultTable.Column("gross_value_added", "GVA", unit: unit, .amount),
        ResultTable.Column("digital", "digital", unit: unit, .amount),
        ResultTable.Column("share", "share", unit: "1", .share, reasonForNone: "value added is not positive"),
        ResultTable.Column("share_of_gdp", "of GDP", unit: "1", .share, reasonForNone: "the table has no taxes on products"),
        ResultTable.Column("constant_gross_value_added", "GVA, constant", unit: realUnit, .amount, reasonForNone: reason),
        ResultTable.Column("constant_digital", "digital, constant", unit: realUnit, .amount, reasonForNone: reason),
        ResultTable.Column("constant_share", "share, constant", unit: "1", .share, reasonForNone: reason),
        ResultTable.Column("price_effect", "price effect", unit: "1", .share, reasonForNone: reason),
      ])
    for year in years {
      table.add([
        .number(Double(year.year)), ResultTable.Cell(year.current.grossValueAdded), ResultTable.Cell(year.current.terms.total),
        ResultTable.Cell(year.current.share), ResultTable.Cell(year.current.shareOfDomesticProduct),
        ResultTable.Cell(year.constant?.grossValueAdded),
        ResultTable.Cell(year.constant?.terms.total), ResultTable.Cell(year.constant?.share), ResultTable.Cell(year.priceEffect),
      ])
    }
    return table.with(
      ResultChart("Share of gross value added", .lines(x: "year", ["share", "constant_share"])),
      ResultChart("Digital economy", .lines(x: "year", ["digital", "constant_digital"])))
  }

  private var growth: ResultTable {
    let reason = "a figure is missing or not above zero"
    func column(_ name: String, _ title: String, _ format: ResultTable.Column.Format = .share) -> ResultTable.Column {
      ResultTable.Column(name, title, unit: "1", format, reasonForNone: reason)
    }
    var table = ResultTable(
      "growth", "Growth a year",
      columns: [
        ResultTable.Column("first", "from", .integer), ResultTable.Column("last", "to", .integer),
        column("value", "digital"), column("economy_value", "GVA"), column("relative", "times GVA's", .ratio),
        column("share", "share"), column("volume", "digital, volume"), column("economy_volume", "GVA, volume"),
        column("relative_volume", "times GVA's", .ratio), column("deflator", "digital deflator"),
        column("price_effect", "price effect, whole span"),
      ])
    for span in spans {
      let rates = [
        span.value, span.economyValue, span.relative, span.share, span.volume, span.economyVolume, span.relativeVolume,
        span.deflator, span.priceEffect,
      ]
      table.add([.number(Double(span.first)), .number(Double(span.last))] + rates.map { ResultTable.Cell($0) })
    }
    return table
  }

  private var subsectors: ResultTable {
    var table = ResultTable(
      "subsectors", "Subsectors at current prices, each counted where it originates (block form)",
      columns: [
        ResultTable.Column("year", "year", .integer), ResultTable.Column("subsector", "subsector", .text),
        ResultTable.Column("backward", "backward", unit: unit, .amount),
        ResultTable.Column("forward", "forward", unit: unit, .amount),
        ResultTable.Column("own", "own", unit: unit, .amount),
        ResultTable.Column("origin_partition", "part", unit: unit, .amount),
        ResultTable.Column(
          "share", "part of GVA, block form", unit: "1", .share, reasonForNone: "value added is not positive"),
      ])
    for year in years {
      for part in year.current.subsectors {
        let total = year.current.grossValueAdded
        table.add([
          .number(Double(year.year)), .text(part.name), ResultTable.Cell(part.terms.backward),
          ResultTable.Cell(part.terms.forward), ResultTable.Cell(part.terms.doubleCounted),
          ResultTable.Cell(part.originPartition), ResultTable.Cell(total > 0 ? part.originPartition / total : nil),
        ])
      }
    }
    return table.with(ResultChart("Share of GVA by subsector, block form", .linesBy("subsector", x: "year", value: "share")))
  }
}
