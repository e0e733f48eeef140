import Tables

extension Decomposition: Presentable {
  public var presentation: EstimateResult {
    EstimateResult(
      title: "Structural decomposition",
      method: "mean of the two polar forms by four solves (Miller and Blair 2009, chapter 13)",
      tables: [summary, sectorTable("output", "Change of output", output)]
        + (valueAdded.map { [sectorTable("value_added", "Change of value added", $0)] } ?? []), checks: checks,
      remarks: remarks, cost: cost)
  }

  private static let reason = "one year's final demand sums to zero"
  private static let columns = [
    ResultTable.Column("change", "change", .amount),
    ResultTable.Column("coefficients", "coefficients", .amount, reasonForNone: "a term of value added only"),
    ResultTable.Column("technology", "technology", .amount),
    ResultTable.Column("demand_level", "demand level", .amount, reasonForNone: reason),
    ResultTable.Column("demand_mix", "demand mix", .amount, reasonForNone: reason),
    ResultTable.Column("demand", "demand", .amount),
  ]

  private var summary: ResultTable {
    var table = ResultTable(
      "decomposition", "What the change is made of", columns: [ResultTable.Column("measure", "measure", .text)] + Self.columns)
    let all = Array(0..<sectors.count)
    add("output", output, all, to: &table)
    if let valueAdded { add("value added", valueAdded, all, to: &table) }
    if let digital {
      add("output of digital sectors", output, digital, to: &table)
      if let valueAdded { add("value added of digital sectors", valueAdded, digital, to: &table) }
    }
    let parts = [("coefficients", "value-added coefficients"), ("technology", "technology"), ("demand", "final demand")]
    return table.with(ResultChart("Causes of the change", .stack(parts.map { ResultChart.Part($1, $0) })))
  }

  private func add(_ name: String, _ terms: Terms, _ members: [Int], to table: inout ResultTable) {
    let sum = terms.sum(members)
    let figures: [Double?] = [sum.change, sum.coefficients, sum.technology, sum.level, sum.mix, sum.demand]
    table.add([.text(name)] + figures.map { ResultTable.Cell($0) })
  }

  private func sectorTable(_ name: String, _ title: String, _ terms: Terms) -> ResultTable {
    let none = [Double?](repeating: nil, count: sectors.count)
    func all(_ values: [Double]?) -> [Double?] { values?.map(Optional.some) ?? none }
    let values = [
      all(terms.change), all(terms.coefficients), all(terms.technology), all(terms.demandLevel), all(terms.demandMix),
      all(terms.demand),
    ]
    return ResultTable(name, title, of: sectors, zip(Self.columns, values).map { ($0, $1) })
  }
}
