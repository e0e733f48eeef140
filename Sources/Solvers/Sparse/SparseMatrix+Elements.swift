import MatrixCore

extension SparseMatrix<Double> {
  /// |S|, element by element.
  var magnitudes: SparseMatrix { replacingValues(values.map { abs($0) }) }

  /// The first place that holds NaN or an infinity.
  func firstNonFinite() -> (row: Int, column: Int)? {
    guard let entry = values.firstIndex(where: { !$0.isFinite }) else { return nil }
    let row = (0..<rows).first { rowStarts[$0 + 1] > entry } ?? 0
    return (row, Int(columnIndices[entry]))
  }

  /// The entries of a block, by rows. Cost: its entries, and a search in each row.
  func forEach(in lines: Range<Int>, _ block: Range<Int>, _ body: (_ row: Int, _ column: Int, _ value: Double) -> Void) {
    for i in lines {
      var entry = firstEntry(of: i, from: block.lowerBound)
      while entry < rowStarts[i + 1], columnIndices[entry] < block.upperBound {
        body(i, Int(columnIndices[entry]), values[entry])
        entry += 1
      }
    }
  }

  private func firstEntry(of row: Int, from column: Int) -> Int {
    var (low, high) = (rowStarts[row], rowStarts[row + 1])
    while low < high {
      let middle = (low + high) / 2
      if columnIndices[middle] < column { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
