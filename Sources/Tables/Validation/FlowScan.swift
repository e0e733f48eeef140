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

  init(_ matrix: MatrixView<Double>) {
    // A column-major matrix is read by its columns, as the transpose, and the answers are exchanged.
    let isTransposed = matrix.layout == .columnMajor
    var pass = Pass(
      outer: isTransposed ? matrix.columns : matrix.rows, inner: isTransposed ? matrix.rows : matrix.columns,
      isTransposed: isTransposed)
    pass.run(isTransposed ? matrix.transposed : matrix)
    rowSums = (isTransposed ? pass.innerSums : pass.outerSums).map(\.value)
    columnSums = (isTransposed ? pass.outerSums : pass.innerSums).map(\.value)
    isColumnUsed = isTransposed ? pass.isOuterUsed : pass.isInnerUsed
    negativeCount = pass.negativeCount
    nonZeroCount = pass.nonZeroCount
    nonFiniteCount = pass.nonFiniteCount
    mostNegative = pass.mostNegative
    firstNonFinite = pass.firstNonFinite
  }
}

extension FlowScan.Cell {
  /// Row order, whatever the storage order: the answer must not depend on the layout.
  func precedes(_ other: FlowScan.Cell) -> Bool { (row, column) < (other.row, other.column) }
}

extension FlowScan {
  /// The running state of a pass: "outer" is the index that moves slowly.
  private struct Pass {
    var outerSums: [CompensatedSum<Double>]
    var innerSums: [CompensatedSum<Double>]
    var isOuterUsed: [Bool]
    var isInnerUsed: [Bool]
    var negativeCount = 0
    var nonZeroCount = 0
    var nonFiniteCount = 0
    var mostNegative: Cell?
    var firstNonFinite: Cell?
    private let isTransposed: Bool

    init(outer: Int, inner: Int, isTransposed: Bool) {
      self.isTransposed = isTransposed
      outerSums = Array(repeating: CompensatedSum(), count: outer)
      innerSums = Array(repeating: CompensatedSum(), count: inner)
      isOuterUsed = Array(repeating: false, count: outer)
      isInnerUsed = Array(repeating: false, count: inner)
    }

    /// Bytes of a mapped file that are on their way while as many are looked at.
    private static let strip = 16 << 20

    mutating func run(_ matrix: MatrixView<Double>) {
      let height = max(1, Self.strip / (max(1, matrix.columns) * MemoryLayout<Double>.stride))
      for i in 0..<matrix.rows {
        if i % height == 0 { matrix.beginReading(rows: i..<min(i + 2 * height, matrix.rows)) }
        var sum = CompensatedSum<Double>()
        let before = nonZeroCount
        for j in 0..<matrix.columns {
          let value = matrix[i, j]
          guard value != 0 else { continue }
          sum.add(value)
          innerSums[j].add(value)
          isInnerUsed[j] = true
          nonZeroCount += 1
          // One comparison catches negatives and NaN; plus infinity needs its own.
          if !(value > 0 && value < .infinity) { notice(value, i, j) }
        }
        outerSums[i] = sum
        isOuterUsed[i] = nonZeroCount > before
      }
    }

    private mutating func notice(_ value: Double, _ i: Int, _ j: Int) {
      let cell = Cell(row: isTransposed ? j : i, column: isTransposed ? i : j, value: value)
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
}
