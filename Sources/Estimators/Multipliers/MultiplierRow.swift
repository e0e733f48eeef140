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
    for (name, values) in series(of: table) {
      if let used = output.indices.first(where: { output[$0] == 0 && values[$0] != 0 }) {
        remarks.append("row \(name) is left out: \(table.sectors[used].qualifiedCode) has no output but \(values[used]) of it")
        continue
      }
      let money = table.metadata.money
      let isMoney = name == "value_added" || InputOutputTable.primaryInputNames.contains(name)
      rows.append(
        MultiplierRow(
          name: name, unit: isMoney ? "1" : "per \(money.isEmpty ? "unit of money" : money)",
          coefficients: output.indices.map { output[$0] == 0 ? 0 : values[$0] / output[$0] }))
    }
    return (rows, remarks)
  }

  private static func series(of table: borrowing InputOutputTable) -> [(name: String, values: [Double])] {
    let n = table.sectorCount
    var series: [(name: String, values: [Double])] = []
    if let valueAdded = table.valueAdded { series.append(("value_added", valueAdded)) }
    for row in table.rows where row.name != InputOutputTable.allPrimaryInputsName {
      for k in 0..<row.rowCount {
        let values = Array(row.values[k * n..<(k + 1) * n])
        guard values != table.valueAdded else { continue }
        series.append((row.rowCount == 1 ? row.name : "\(row.name)_\(k + 1)", values))
      }
    }
    return series
  }
}
