import Tables

/// A row of a table as a measure of multipliers: what a sector has of it, and that per unit of output.
struct MultiplierRow {
  let name: String
  let unit: String
  let coefficients: [Double]

  /// The rows a table offers beside output: value added, then every other row, and what is to be said of those left out.
  ///
  /// A row that repeats value added, and the sum of all primary inputs, are no measures of their own.
  static func all(of table: borrowing InputOutputTable) -> (rows: [MultiplierRow], remarks: [String]) {
    guard let output = table.output else { return ([], ["the table has no output, so nothing is known per unit of it"]) }
    var (rows, remarks): ([MultiplierRow], [String]) = ([], [])
    for series in table.series where isMeasure(series, table) {
      let (name, values) = (series.name, series.values)
      if let used = output.indices.first(where: { output[$0] == 0 && values[$0] != 0 }) {
        remarks.append("row \(name) is left out: \(table.sectors[used].qualifiedCode) has no output but \(values[used]) of it")
        continue
      }
      let money = table.metadata.money
      let isMoney = InputOutputTable.isMoney(row: name)
      rows.append(
        MultiplierRow(
          name: name, unit: isMoney ? "1" : "per \(money.isEmpty ? "unit of money" : money)",
          coefficients: output.indices.map { output[$0] == 0 ? 0 : values[$0] / output[$0] }))
    }
    return (rows, remarks)
  }

  private static func isMeasure(_ series: RowSeries, _ table: borrowing InputOutputTable) -> Bool {
    series.name == "value_added"
      || (series.block != InputOutputTable.allPrimaryInputsName && series.values != table.valueAdded)
  }
}
