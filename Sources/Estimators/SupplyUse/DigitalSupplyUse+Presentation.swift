import Tables

extension DigitalSupplyUse: Presentable {
  public var presentation: EstimateResult {
    EstimateResult(
      title: "Digital shares of a supply and use table",
      method: "value added of each industry in the proportion of its digital output (BEA); no Leontief model",
      tables: [totals, industryTable], remarks: remarks, cost: SolveCost())
  }

  private var totals: ResultTable {
    let reason = "no such sectors named, or no output or value added above zero"
    var table = ResultTable(
      "shares", "Digital shares",
      columns: [
        ResultTable.Column("of", "of", .text),
        ResultTable.Column("commodities", "digital commodities", unit: "1", .share, reasonForNone: reason),
        ResultTable.Column("industries", "digital industries", unit: "1", .share, reasonForNone: reason),
      ])
    table.add([.text("output"), ResultTable.Cell(shareOfOutput), ResultTable.Cell(industryShareOfOutput)])
    table.add([.text("value added"), ResultTable.Cell(shareOfValueAdded), ResultTable.Cell(industryShareOfValueAdded)])
    return table.with(
      ResultChart("Digital shares of output and value added", .bars(["commodities", "industries"], order: .ofTable)))
  }

  private var industryTable: ResultTable {
    let none = [Double?](repeating: nil, count: industries.count)
    let noValue = "the table has no value added"
    return ResultTable(
      "industries", "By industry", of: industries,
      [
        (ResultTable.Column("output", "output", unit: unit, .amount), output.map(Optional.some)),
        (ResultTable.Column("digital_output", "digital output", unit: unit, .amount), digitalOutput.map(Optional.some)),
        (
          ResultTable.Column("share", "share", unit: "1", .share, reasonForNone: "the industry makes nothing"), shares
        ),
        (
          ResultTable.Column("digital_value_added", "digital value added", unit: unit, .amount, reasonForNone: noValue),
          digitalValueAdded.map { $0.map(Optional.some) } ?? none
        ),
      ]
    ).with(
      ResultChart("Digital commodities in an industry's output", .bars(["share"], order: .largestFirst), mostRows: 15),
      ResultChart("Value added of making digital commodities", .bars(["digital_value_added"], order: .largestFirst), mostRows: 15)
    )
  }
}
