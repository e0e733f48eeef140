import MatrixCore

/// Norms of I − A in one pass over A.
struct LeontiefNorms {
  var isNonNegative = true
  var rows = 0.0
  var columns = 0.0

  init(coefficients a: MatrixView<Double>) {
    var columnSums = [Double](repeating: 0, count: a.columns)
    for i in 0..<a.rows {
      let row = a.row(i)
      var rowSum = 0.0
      var smallest = 0.0
      for j in row.indices {
        let magnitude = abs(row[j])
        rowSum += magnitude
        columnSums[j] += magnitude
        smallest = min(smallest, row[j])
      }
      if smallest < 0 { isNonNegative = false }
      // The sums above hold |a_ii|; the matrix holds |1 − a_ii|.
      let correction = abs(1 - row[i]) - abs(row[i])
      columnSums[i] += correction
      // A NaN anywhere in the row makes its sum NaN, which `max` would drop.
      rows = rowSum.isFinite && rows.isFinite ? max(rows, rowSum + correction) : .nan
    }
    columns = columnSums.max() ?? 0
  }
}
