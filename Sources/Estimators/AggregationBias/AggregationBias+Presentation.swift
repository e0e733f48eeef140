import Tables

extension AggregationBias: Presentable {
  public var presentation: EstimateResult {
    EstimateResult(
      title: "Aggregation bias",
      method: "multipliers of the aggregated table against means of the full one by final demand (Miller and Blair 2009, 4.9)",
      tables: [multipliers] + (output.map { [outputs($0.before, $0.after)] } ?? []), checks: checks, remarks: remarks,
      cost: cost)
  }

  private var multipliers: ResultTable {
    let reason = "final demand for its sectors does not sum to more than zero"
    return ResultTable(
      "multipliers", "Multipliers before and after aggregation", of: targets,
      measures.flatMap { measure -> [(column: ResultTable.Column, values: [Double?])] in
        let title = measure.name.replacing("_", with: " ")
        let values = [("before", measure.before), ("after", measure.after.map(Optional.some)), ("bias", measure.bias)]
        return values.map { key, values in
          let name = "\(measure.name)_\(key)"
          return (ResultTable.Column(name, "\(title), \(key)", unit: "1", .ratio, reasonForNone: reason), values)
        }
      })
  }

  private func outputs(_ before: [Double], _ after: [Double]) -> ResultTable {
    ResultTable(
      "output", "Output that meets the final demand given", of: targets,
      [
        (ResultTable.Column("before", "before", .amount), before.map(Optional.some)),
        (ResultTable.Column("after", "after", .amount), after.map(Optional.some)),
        (ResultTable.Column("bias", "bias", .amount), zip(before, after).map { $1 - $0 }),
      ])
  }
}
