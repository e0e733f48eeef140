import MatrixCore

/// The largest of numbers that come in order of their cells, and the mean of all: a sorted list that is never longer than wanted.
struct InfluenceRanking {
  let most: Int
  private(set) var cells: [Influence.Cell] = []
  private var sum = CompensatedSum<Double>()
  private var count = 0.0

  init(most: Int) { self.most = max(0, most) }

  var mean: Double? { count > 0 ? sum.value / count : nil }

  /// Of equal cells the first to come stays first.
  mutating func add(_ row: Int, _ column: Int, _ index: Double) {
    sum.add(index)
    count += 1
    if cells.count == most {
      guard let last = cells.last, index > last.index else { return }
      cells.removeLast()
    }
    var (low, high) = (0, cells.count)
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].index >= index { low = middle + 1 } else { high = middle }
    }
    cells.insert(Influence.Cell(row: row, column: column, coefficient: 0, index: index), at: low)
  }
}
