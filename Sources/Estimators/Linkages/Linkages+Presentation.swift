import Tables

extension Linkages: Presentable {
  public var presentation: EstimateResult {
    let measure = forward == .ghosh ? "Ghosh's" : "Leontief's"
    let solves = dispersion == nil ? "three solves" : "a solve a sector, a few at a time"
    return EstimateResult(
      title: "Linkages",
      method: "direct and total linkages by \(solves); key sectors by normalised backward and \(measure) forward linkages",
      tables: [roles, values] + (dispersion.map { [spread($0)] } ?? []), checks: checks, remarks: allRemarks, cost: cost)
  }

  private var roles: ResultTable {
    let idle = "the sector has no output"
    let labels = SectorColumns(sectors)
    let ratios = [("backward", "backward"), ("forward_leontief", "forward (Leontief)"), ("forward_ghosh", "forward (Ghosh)")]
    var table = ResultTable(
      "linkages", "Normalised linkages (mean of active sectors = 1)",
      columns: labels.columns
        + ratios.map { ResultTable.Column($0.0, $0.1, unit: "1", .ratio, reasonForNone: idle) }
        + [ResultTable.Column("role", "role", .text, reasonForNone: idle)])
    for i in 0..<sectors.count {
      let figures = [backward, forwardLeontief, forwardGhosh].map { ResultTable.Cell($0.normalized[i]) }
      table.add(labels.cells(i) + figures + [role(i).map { .text($0.rawValue) } ?? .none])
    }
    let ahead = forward == .ghosh ? "forward_ghosh" : "forward_leontief"
    let quarters = ResultChart.Quarters(
      both: "key sectors", onlyX: "forward linkages", onlyY: "backward linkages", neither: "weak linkages")
    return table.with(
      ResultChart("Key sectors", .scatter(x: ahead, y: "backward", reference: 1, quarters: quarters))
    ).comparing(["backward", ahead, "role"])
  }

  private var values: ResultTable {
    let series: [(String, String, Measure)] = [
      ("direct_backward", "direct backward", directBackward), ("direct_forward", "direct forward", directForward),
      ("total_backward", "total backward", backward), ("total_forward_leontief", "forward (Leontief)", forwardLeontief),
      ("total_forward_ghosh", "forward (Ghosh)", forwardGhosh),
    ]
    return ResultTable(
      "values", "Linkages", of: sectors,
      series.map { (ResultTable.Column($0.0, $0.1, unit: "1", .ratio), $0.2.values) }
    ).with(
      ResultChart("Largest backward linkages", .bars(["total_backward"], order: .largestFirst), mostRows: 15),
      ResultChart("Largest forward linkages (Leontief)", .bars(["total_forward_leontief"], order: .largestFirst), mostRows: 15))
  }

  private func spread(_ dispersion: Dispersion) -> ResultTable {
    let reason = "fewer than two sectors"
    return ResultTable(
      "dispersion", "Coefficients of variation of the Leontief inverse", of: sectors,
      [
        (ResultTable.Column("columns", "columns", unit: "1", .ratio, reasonForNone: reason), dispersion.columns),
        (ResultTable.Column("rows", "rows", unit: "1", .ratio, reasonForNone: reason), dispersion.rows),
      ])
  }

  private var allRemarks: [String] {
    let active = sectors.count - inactive.count
    let idle =
      inactive.isEmpty
      ? []
      : [
        "normalised over \(active) active sectors; without output: "
          + inactive.map { sectors[$0].qualifiedCode }.joined(separator: ", ")
      ]
    return remarks + idle
  }
}
