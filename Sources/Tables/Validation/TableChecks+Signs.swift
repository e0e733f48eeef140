import MatrixCore

extension TableChecks {
  /// Negative elements are kept and flagged, never clipped.
  mutating func checkNegatives(_ table: borrowing InputOutputTable) {
    if let cell = flows.mostNegative {
      let place = "row \(name(cell.row)), column \(name(cell.column))"
      let sentence =
        "\(matrixName) has \(flows.negativeCount) negative elements, the lowest \(cell.value) in \(place): I − A is not an "
        + "M-matrix and some certificates do not hold"
      add(.negativeFlow, .warning, sentence, sectors: Set([cell.row, cell.column]).sorted(), worst: cell.value)
    }
    if let cell = demand.mostNegative {
      let category = table.demand[cell.column]
      let sentence =
        "final demand has \(demand.negativeCount) negative elements, the lowest \(cell.value) of \(name(cell.row)) in "
        + "\(category.region), \(category.category)"
      add(.negativeDemand, .note, sentence, sectors: [cell.row], worst: cell.value)
    }
    guard let valueAdded = table.valueAdded else { return }
    let sectors = valueAdded.indices.filter { valueAdded[$0] < 0 }
    guard let worst = sectors.min(by: { valueAdded[$0] < valueAdded[$1] }) else { return }
    let sentence = "\(sectors.count) sectors have negative value added, the lowest \(valueAdded[worst]) in \(name(worst))"
    add(.negativeValueAdded, .warning, sentence, sectors: sectors, worst: valueAdded[worst])
  }

  /// A column sum of one or more is not an error by itself: what matters is the spectral radius.
  mutating func checkColumnSums(_ table: borrowing InputOutputTable) {
    let sums: [Double]
    if kind == .coefficients {
      sums = flows.columnSums
    } else {
      guard let output = table.output else { return }
      sums = zip(flows.columnSums, output).map { $1 == 0 ? 0 : $0 / $1 }
    }
    coefficientColumnSums = sums
    let sectors = sums.indices.filter { sums[$0] >= 1 }
    guard let worst = sectors.max(by: { sums[$0] < sums[$1] }) else { return }
    let sentence =
      "\(sectors.count) columns of A sum to 1 or more, the largest \(sums[worst]) in \(name(worst)): the table is usable when "
      + "the spectral radius of A is below 1"
    add(.columnSumAtOrAboveOne, .warning, sentence, sectors: sectors, worst: sums[worst])
  }

  mutating func checkValueAdded(_ table: borrowing InputOutputTable) {
    guard let valueAdded = table.valueAdded else {
      add(.valueAddedMissing, .note, "there is no value added: measures that need it cannot be computed")
      return
    }
    guard let output = table.output else { return }
    let (total, produced) = (valueAdded.compensatedSum(), output.compensatedSum())
    guard produced > 0, total < TableValidation.smallValueAddedShare * produced else { return }
    let sentence = "total value added \(total) is below \(TableValidation.smallValueAddedShare) of total output \(produced)"
    add(.valueAddedSmall, .warning, sentence, worst: total)
  }
}
