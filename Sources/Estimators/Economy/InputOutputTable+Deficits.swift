import MatrixCore
import Tables

extension CompensatedSum {
  fileprivate init(of value: Scalar) {
    self.init()
    add(value)
  }
}

extension InputOutputTable {
  /// 1 − 1ᵀA: what the inputs of a unit of output leave of it; one for sectors without output.
  ///
  /// Summed with the output, so that a column that buys all but a millionth of it loses no digits. A column that is written with
  /// inputs of all its output buys a hair more or less of it, as its numbers were rounded: a deficit below zero by no more than
  /// that is zero.
  /// Shapes: n. Cost: one pass over the flows.
  func deficits(_ output: [Double]) -> [Double] {
    let wholes = transactionsKind == .flows ? output : output.map { _ in 1 }
    var left = wholes.map { CompensatedSum(of: $0) }
    var magnitudes = wholes.map(abs)
    for i in wholes.indices {
      for j in wholes.indices {
        left[j].add(-transactions[i, j])
        magnitudes[j] += abs(transactions[i, j])
      }
    }
    return wholes.indices.map { j in
      guard wholes[j] != 0 else { return 1 }
      let rest = left[j].value
      // A number may have been rounded twice, as those of another currency are.
      let isRounding = rest / wholes[j] < 0 && abs(rest) <= .ulpOfOne * magnitudes[j]
      return isRounding ? 0 : rest / wholes[j]
    }
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
