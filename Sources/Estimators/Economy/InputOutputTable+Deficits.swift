import MatrixCore
import Tables

extension InputOutputTable {
  /// 1 − 1ᵀA: what the inputs of a unit of output leave of it; one for sectors without output.
  ///
  /// Summed with the output, so that a column that buys all but a millionth of it loses no digits. Shapes: n. Cost: one pass
  /// over the flows.
  func deficits(_ output: [Double]) -> [Double] {
    let isFlow = transactionsKind == .flows
    var sums = [CompensatedSum<Double>](repeating: CompensatedSum(), count: sectorCount)
    for j in sums.indices { sums[j].add(isFlow ? output[j] : 1) }
    for i in sums.indices {
      for j in sums.indices { sums[j].add(-transactions[i, j]) }
    }
    return sums.indices.map { j in isFlow ? (output[j] == 0 ? 1 : sums[j].value / output[j]) : sums[j].value }
  }

  /// Z1 + y − x: what the rows are off. Shapes: n. Cost: one pass over the flows.
  func imbalance(_ output: [Double], _ demand: [Double]) -> [Double] {
    let sold = transactionsKind == .flows ? transactions.view.rowSums() : sales(output)
    return output.indices.map { i in
      var sum = CompensatedSum<Double>()
      for part in [sold[i], demand[i], -output[i]] { sum.add(part) }
      return sum.value
    }
  }

  /// A x.
  private func sales(_ output: [Double]) -> [Double] {
    var sums: [Double] = []
    for i in output.indices {
      var sum = CompensatedSum<Double>()
      for j in output.indices { sum.add(transactions[i, j] * output[j]) }
      sums.append(sum.value)
    }
    return sums
  }

  /// a_ij.
  func coefficient(_ row: Int, _ column: Int, _ output: [Double]) -> Double {
    guard transactionsKind == .flows else { return transactions[row, column] }
    return output[column] == 0 ? 0 : transactions[row, column] / output[column]
  }
}
