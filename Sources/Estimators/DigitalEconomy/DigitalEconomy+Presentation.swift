import Tables

extension DigitalEconomy: Presentable {
  public var presentation: EstimateResult {
    let way = method == .aggregated ? "digital sectors merged into one" : "digital sectors kept apart"
    return EstimateResult(
      title: title.isEmpty ? "Digital economy" : title, method: "ADB's terms, \(way)",
      tables: [headline.withoutEmptyColumns(), subsectorTable] + (revenues.isEmpty ? [] : [revenueTable])
        + (sensitivity.isEmpty ? [] : [sensitivityTable]) + [
          ranking("enabled", "Digitally enabled: digital value added in the final output of others", enabled),
          ranking("enabling", "Digitally enabling: value added of others in digital final output", enabling),
        ], checks: checks, remarks: remarks + biasRemark + intervalRemark, cost: cost, keyFigures: keyFigures)
  }

  private var keyFigures: [EstimateResult.KeyFigure] {
    func figure(_ title: String, _ row: Int, _ column: String) -> EstimateResult.KeyFigure {
      EstimateResult.KeyFigure(title, table: "digital", row: row, column: column)
    }
    let dependent = dependent == nil ? [] : [figure("digitally dependent, of gross value added", 2, "share_of_gva")]
    return [
      figure("core digital economy, of gross value added", 0, "share_of_gva"), figure("core digital economy", 0, "total"),
    ] + dependent
  }

  /// A row for each thing measured, so that fourth terms, dependent economies and jobs stand where they were asked for.
  private var headline: ResultTable {
    let reason = "the term is not a part of it, or value added is not positive"
    var table = ResultTable(
      "digital", "The digital economy",
      columns: [ResultTable.Column("measure", "measure", .text)]
        + ["backward", "forward", "own", "fixed_capital", "total"].map {
          ResultTable.Column($0, $0.replacing("_", with: " "), unit: unit, .amount, reasonForNone: reason)
        } + [
          ResultTable.Column("share_of_gva", "share of GVA", unit: "1", .share, reasonForNone: reason),
          ResultTable.Column(
            "share_of_gdp", "share of GDP", unit: "1", .share,
            reasonForNone: "the table has no taxes on products, or these are jobs"),
        ])
    func add(_ name: String, _ terms: Terms, share: Double?) {
      let product = share == nil ? nil : shareOfDomesticProduct(of: terms)
      let figures = [terms.backward, terms.forward, terms.doubleCounted, terms.fixedCapital, terms.total, share, product]
      table.add([.text(name)] + figures.map { ResultTable.Cell($0) })
    }
    add("core", terms, share: share)
    add(method == .aggregated ? "core, block form" : "core, merged", alternative, share: share(of: alternative))
    if let dependent { add("digitally dependent", dependent.terms, share: share(of: dependent.terms)) }
    if let jobs { add("jobs, in the table's unit of employment", jobs, share: nil) }
    if let dependentJobs { add("jobs, digitally dependent", dependentJobs, share: nil) }
    return table.with(ResultChart("Share of gross value added", .bars(["share_of_gva"], order: .ofTable)))
  }

  private var sensitivityTable: ResultTable {
    let reason = "the terms are not defined there"
    var table = ResultTable(
      "sensitivity", "Share of GVA by the digital share of a split sector",
      columns: [
        ResultTable.Column("code", "code", .text), ResultTable.Column("name", "sector", .text),
        ResultTable.Column("share", "digital share", unit: "1", .share),
        ResultTable.Column("derivative", "change per unit", unit: "1", .ratio, reasonForNone: reason),
        ResultTable.Column("lower", "a tenth lower", unit: "1", .share, reasonForNone: reason),
        ResultTable.Column("higher", "a tenth higher", unit: "1", .share, reasonForNone: reason),
      ])
    for row in sensitivity {
      table.add([
        .text(row.sector.code), .text(row.sector.name), .number(row.share), ResultTable.Cell(row.derivative),
        ResultTable.Cell(row.lower), ResultTable.Cell(row.higher),
      ])
    }
    return table.with(
      ResultChart(
        "Share of GVA when a digital share is a tenth lower or higher", .ranges(low: "lower", high: "higher", around: share)))
  }

  private func ranking(_ name: String, _ title: String, _ sectors: [LinkedSector]) -> ResultTable {
    let reason = "what it is held against is not positive"
    var table = ResultTable(
      name, title,
      columns: [
        ResultTable.Column("region", "region", .text), ResultTable.Column("code", "code", .text),
        ResultTable.Column("name", "sector", .text), ResultTable.Column("value", "value", unit: unit, .amount),
        ResultTable.Column("share_of_final_demand", "of final demand", unit: "1", .share, reasonForNone: reason),
        ResultTable.Column("share_of_gva", "of its GVA", unit: "1", .share, reasonForNone: reason),
      ])
    for linked in sectors {
      table.add([
        .text(linked.sector.region), .text(linked.sector.code), .text(linked.sector.name), .number(linked.value),
        ResultTable.Cell(linked.shareOfFinalDemand), ResultTable.Cell(linked.shareOfValueAdded),
      ])
    }
    return table.with(
      ResultChart("Largest by value", .bars(["value"], order: .largestFirst), mostRows: 15),
      ResultChart("Largest by share of final demand", .bars(["share_of_final_demand"], order: .largestFirst), mostRows: 15))
  }

  private var biasRemark: [String] {
    // What merging does not change differs by rounding: so it is with a single sector.
    guard let share = share(of: aggregationBias), abs(share) >= 1e-9 else { return [] }
    let points = (share * 1e5).rounded() / 1e3
    let amount = points == 0 ? "less than 0.001" : "\(points)"
    return ["aggregation bias: merging the digital sectors changes their economy's share of GVA by \(amount) percentage points"]
  }

  private var intervalRemark: [String] {
    interval.map { interval in
      let (low, high) = ((interval.low * 1e4).rounded() / 100, (interval.high * 1e4).rounded() / 100)
      return [
        "with shares drawn from their ranges \(low) to \(high) % of GVA in 95 % of \(interval.draws) draws "
          + "(seed \(interval.seed))"
      ]
    } ?? []
  }
}
