/// The fewest rows and columns that hold all cells of a change: its rank at most, and exactly that for cells in general.
///
/// By König's theorem the least cover has as many lines as the largest matching of rows with columns; it is read off the
/// matching. Reference: König (1931); Hall's alternating paths by breadth, so that no recursion grows with the table.
struct LineCover {
  private(set) var rows: Set<Int> = []
  private(set) var columns: Set<Int> = []

  /// Cost: at most rows × cells, in practice a few looks at each cell.
  init(_ cells: [CoefficientCell]) {
    var columnsOfRow: [Int: [Int]] = [:]
    for cell in cells.sorted() { columnsOfRow[cell.row, default: []].append(cell.column) }
    let all = columnsOfRow.keys.sorted()
    var matching = Matching()
    for row in all { matching.takeFree(row, columnsOfRow[row] ?? []) }
    for row in all where matching.columnOf[row] == nil { matching.augment(from: row, columnsOfRow) }
    // Lines reached from unmatched rows: their columns cover, the rows not reached cover the rest.
    let (reached, columns) = matching.reach(from: all.filter { matching.columnOf[$0] == nil }, columnsOfRow)
    self.columns = columns
    rows = Set(all).subtracting(reached)
  }
}

private struct Matching {
  var columnOf: [Int: Int] = [:]
  private var rowOf: [Int: Int] = [:]

  mutating func takeFree(_ row: Int, _ columns: [Int]) {
    guard let free = columns.first(where: { rowOf[$0] == nil }) else { return }
    (columnOf[row], rowOf[free]) = (free, row)
  }

  /// Finds a path of alternating pairs from an unmatched row to an unmatched column and exchanges the pairs along it.
  mutating func augment(from start: Int, _ columnsOfRow: [Int: [Int]]) {
    var (queue, next, comesFrom) = ([start], 0, [Int: Int]())
    while next < queue.count {
      let row = queue[next]
      next += 1
      for column in columnsOfRow[row] ?? [] where comesFrom[column] == nil {
        comesFrom[column] = row
        guard let owner = rowOf[column] else { return exchange(endingAt: column, comesFrom) }
        queue.append(owner)
      }
    }
  }

  private mutating func exchange(endingAt end: Int, _ comesFrom: [Int: Int]) {
    var column: Int? = end
    while let taken = column, let row = comesFrom[taken] {
      column = columnOf[row]
      (columnOf[row], rowOf[taken]) = (taken, row)
    }
  }

  func reach(from rows: [Int], _ columnsOfRow: [Int: [Int]]) -> (rows: Set<Int>, columns: Set<Int>) {
    var (queue, next, reached, columns) = (rows, 0, Set(rows), Set<Int>())
    while next < queue.count {
      for column in columnsOfRow[queue[next]] ?? [] where columns.insert(column).inserted {
        if let owner = rowOf[column], reached.insert(owner).inserted { queue.append(owner) }
      }
      next += 1
    }
    return (reached, columns)
  }
}
