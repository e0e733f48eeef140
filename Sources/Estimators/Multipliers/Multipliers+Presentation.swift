import Tables

extension Multipliers: Presentable {
  public var presentation: EstimateResult {
    EstimateResult(
      title: "Multipliers",
      method: "simple (type I) multipliers: coefficient rows times the Leontief inverse, by transposed solves",
      tables: [sectorTable] + (regionTable.map { [$0] } ?? []) + (groups.isEmpty ? [] : [groupTable]), checks: checks,
      remarks: allRemarks, cost: cost)
  }

  private var sectorTable: ResultTable {
    let series = measures.flatMap { measure -> [(column: ResultTable.Column, values: [Double?])] in
      let title = measure.name.replacing("_", with: " ")
      let column = ResultTable.Column(measure.name, title, unit: measure.unit, .ratio)
      guard measure.name != "output" else { return [(column, measure.multipliers)] }
      let ratio = ResultTable.Column(
        "\(measure.name)_type_1", "\(title), type I", unit: "1", .ratio,
        reasonForNone: "the sector has no \(title) of its own")
      return [(column, measure.multipliers), (ratio, measure.ratios)]
    }
    var table = ResultTable("multipliers", "Multipliers", of: sectors, series)
    table.charts = measures.map { measure in
      let title = measure.name.replacing("_", with: " ")
      return ResultChart("Largest multipliers: \(title)", .bars([measure.name], order: .largestFirst), mostRows: 15)
    }
    return table.comparing(measures.map(\.name))
  }

  /// What stays in the sector's region and what goes to others; nil in a table of one region.
  private var regionTable: ResultTable? {
    let parts = measures.flatMap { measure -> [(column: ResultTable.Column, values: [Double?])] in
      guard let own = measure.ownRegion else { return [] }
      let title = measure.name.replacing("_", with: " ")
      return [
        (ResultTable.Column("\(measure.name)_own_region", "\(title), own region", unit: measure.unit, .ratio), own),
        (
          ResultTable.Column("\(measure.name)_spillover", "\(title), other regions", unit: measure.unit, .ratio),
          zip(measure.multipliers, own).map { $0 - $1 }
        ),
      ]
    }
    return parts.isEmpty ? nil : ResultTable("regions", "Multipliers by place", of: sectors, parts)
  }

  private var groupTable: ResultTable {
    let reason = "not defined, or the weights do not sum to more than zero"
    var table = ResultTable(
      "groups", "Output multiplier of the digital sectors and of the others, by weight",
      columns: [
        ResultTable.Column("weight", "weight", .text),
        ResultTable.Column("digital", "digital", unit: "1", .ratio, reasonForNone: reason),
        ResultTable.Column("other", "other", unit: "1", .ratio, reasonForNone: reason),
      ])
    for group in groups {
      table.add([.text(group.weight.rawValue), ResultTable.Cell(group.digital), ResultTable.Cell(group.other)])
    }
    return table.with(ResultChart("Digital sectors and others", .bars(["digital", "other"], order: .ofTable)))
      .comparing(["digital", "other"])
  }

  private var allRemarks: [String] {
    let idle = inactive.isEmpty ? [] : ["without output: \(inactive.map { sectors[$0].qualifiedCode }.joined(separator: ", "))"]
    let negative = groups.contains { $0.hasNegativeWeights } ? ["some weights of the groups are negative"] : []
    return remarks + idle + negative
  }
}
