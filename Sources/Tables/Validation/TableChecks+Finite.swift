extension TableChecks {
  /// NaN and infinity anywhere are errors: one finding for each array that holds any, naming its first.
  mutating func checkFinite(_ table: borrowing InputOutputTable) {
    if let cell = flows.firstNonFinite {
      let column = "column \(cell.column) (\(labels[cell.column].qualifiedCode))"
      let place = "row \(cell.row) (\(labels[cell.row].qualifiedCode)), \(column)"
      addNonFinite(matrixName, cell.value, place, count: flows.nonFiniteCount, sectors: [cell.row, cell.column])
    }
    if let cell = demand.firstNonFinite {
      let category = table.demand[cell.column]
      let column = "column \(cell.column) (\(category.region), \(category.category))"
      let place = "row \(cell.row) (\(labels[cell.row].qualifiedCode)), \(column)"
      addNonFinite("Y", cell.value, place, count: demand.nonFiniteCount, sectors: [cell.row])
    }
    if let output = table.output { checkFinite(output, name: "x") }
    if let valueAdded = table.valueAdded { checkFinite(valueAdded, name: "va") }
    for rows in table.rows { checkFinite(rows.values, name: rows.name) }
  }

  /// `values` holds whole rows of n.
  private mutating func checkFinite(_ values: [Double], name: String) {
    guard let first = values.firstIndex(where: { !$0.isFinite }) else { return }
    let (row, column) = (first / labels.count, first % labels.count)
    let sector = "column \(column) (\(labels[column].qualifiedCode))"
    let place = values.count > labels.count ? "row \(row), \(sector)" : sector
    addNonFinite(name, values[first], place, count: values.count { !$0.isFinite }, sectors: [column])
  }

  private mutating func addNonFinite(_ array: String, _ value: Double, _ place: String, count: Int, sectors: [Int]) {
    let more = count == 1 ? "" : " (\(count) such numbers)"
    let sentence = "\(array) holds \(value) in \(place)\(more); missing and infinite values are not accepted"
    add(.nonFinite, .error, sentence, sectors: Set(sectors).sorted(), worst: value)
  }
}
