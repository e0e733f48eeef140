import MatrixCore

/// What one pass over a matrix tells: sums, signs, zeros and the first number that is none.
///
/// Cost: one pass in storage order, however large the matrix; a few numbers a row and column.
struct FlowScan {
  struct Cell: Equatable {
    var row: Int
    var column: Int
    var value: Double
  }

  private(set) var rowSums: [Double]
  private(set) var columnSums: [Double]
  /// True for columns with any element other than zero.
  private(set) var isColumnUsed: [Bool]
  private(set) var negativeCount = 0
  /// The most negative element, the first of several.
  private(set) var mostNegative: Cell?
  private(set) var nonZeroCount = 0
  private(set) var nonFiniteCount = 0
  /// The first NaN or infinity in row order.
  private(set) var firstNonFinite: Cell?

  init(_ matrix: MatrixView<Double>, on loop: ParallelLoop = .serial) {
    // A column-major matrix is read by its columns, as the transpose, and the answers are exchanged.
    let isTransposed = matrix.layout == .columnMajor
    let lines = isTransposed ? matrix.transposed : matrix
    let scan = LineScan.scan(lines, on: loop)
    (rowSums, columnSums, isColumnUsed) = ([], [], [])
    for (i, line) in scan.lines.enumerated() {
      rowSums.append(line.sum)
      isColumnUsed.append(line.nonZeroCount > 0)
      nonZeroCount += line.nonZeroCount
      guard line.isRemarkable else { continue }
      for j in 0..<lines.columns { notice(lines[i, j], isTransposed ? j : i, isTransposed ? i : j) }
    }
    columnSums = scan.columns.columnSums
    if isTransposed { swap(&rowSums, &columnSums) } else { isColumnUsed = scan.columns.isColumnUsed }
  }

  /// Counts what is no ordinary flow.
  private mutating func notice(_ value: Double, _ row: Int, _ column: Int) {
    // One comparison catches negatives and NaN; plus infinity needs its own.
    guard value != 0, !(value > 0 && value < .infinity) else { return }
    let cell = Cell(row: row, column: column, value: value)
    if !value.isFinite {
      nonFiniteCount += 1
      if firstNonFinite.map(cell.precedes) ?? true { firstNonFinite = cell }
      return
    }
    negativeCount += 1
    guard let worst = mostNegative else {
      mostNegative = cell
      return
    }
    if value < worst.value || (value == worst.value && cell.precedes(worst)) { mostNegative = cell }
  }
}

extension FlowScan.Cell {
  /// Row order, whatever the storage order: the answer must not depend on the layout.
  func precedes(_ other: FlowScan.Cell) -> Bool { (row, column) < (other.row, other.column) }
}
