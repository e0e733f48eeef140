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

  /// A column of A.
  func recipe(of sector: Int, _ output: [Double]) -> [Double] {
    let divisor = transactionsKind == .flows ? output[sector] : 1
    return (0..<sectorCount).map { divisor == 0 ? 0 : transactions[$0, sector] / divisor }
  }
}
