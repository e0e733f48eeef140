import MatrixCore
import TestSupport
import Testing

@Suite("Lines gathered in one pass")
struct LineScanTests {
  /// Widths around the vectors' length.
  @Test(arguments: [0, 1, 3, 4, 5, 7, 8, 13]) func sumsAreCompensated(_ width: Int) throws {
    var matrix = try Matrix<Double>(rows: 5, columns: width)
    // Every column cancels to its position: 1e16, position, 1, −1e16, −1.
    for j in 0..<width {
      for (i, value) in [1e16, Double(j), 1, -1e16, -1].enumerated() { matrix[i, j] = value }
    }
    let (lines, scan) = LineScan.scan(matrix.view, on: .serial)
    #expect(scan.columnSums == (0..<width).map(Double.init))
    let n = Double(width)
    let sums: [Double] = [1e16 * n, n * (n - 1) / 2, n, -1e16 * n, -n]
    #expect(lines.map(\.sum) == sums)
    #expect(lines.map(\.nonZeroCount) == [width, max(0, width - 1), width, width, width])
    #expect(lines.map(\.isRemarkable) == [false, false, false, width > 0, width > 0])
    #expect(scan.isColumnUsed == [Bool](repeating: true, count: width))
  }

  @Test func aRowThatCancelsAcrossItsLanes() throws {
    let matrix = try Matrix<Double>([[1, 1e100, 1, -1e100, 1e-30, 3, -3]])
    #expect(LineScan.scan(matrix.view, on: .serial).lines.map(\.sum) == [2])
    #expect(matrix.view.rowSums() == [2])
  }

  @Test func columnsOfZerosAreUnused() throws {
    let matrix = try Matrix<Double>([[0, -0.0, 0, 1, 0, 0], [0, 0, 0, -1, 0, .leastNonzeroMagnitude]])
    let (lines, scan) = LineScan.scan(matrix.view, on: .serial)
    #expect(lines.map(\.nonZeroCount) == [1, 2])
    #expect(scan.isColumnUsed == [false, false, false, true, false, true])
    #expect(scan.columnSums[3] == 0)
  }

  /// Wherever it stands, in a vector or behind the last one.
  @Test(arguments: [Double.nan, .infinity, -.infinity, -1], 0..<6) func whatIsNoOrdinaryFlow(_ value: Double, _ place: Int) throws
  {
    var row: [Double] = [1, 2, 3, 4, 5, 6]
    row[place] = value
    let matrix = try Matrix<Double>([row])
    let line = LineScan.scan(matrix.view, on: .serial).lines[0]
    #expect(line.isRemarkable && line.nonZeroCount == 6)
    #expect(line.sum.isFinite == value.isFinite)
    let sum = matrix.view.rowSums()[0]
    #expect(value.isNaN ? sum.isNaN : sum == row.reduce(0, +))
  }

  /// Rows side by side, by pairs and alone, are the same rows.
  @Test(arguments: [0, 1, 2, 3, 8, 9], 0..<6) func rowsInPairs(_ width: Int, _ height: Int) throws {
    var matrix = try Matrix<Double>(rows: height, columns: width)
    for i in 0..<height {
      for j in 0..<width { matrix[i, j] = (i + j) % 3 == 0 ? 0 : 1e16 / Double((7 * i + 3 * j + 1) * (i % 2 == 0 ? 1 : -1)) }
    }
    let (lines, together) = LineScan.scan(matrix.view, on: .serial)
    var (single, columns) = ([LineScan.Line](), [CompensatedSum<Double>](repeating: CompensatedSum(), count: width))
    for i in 0..<height {
      let row = try Matrix<Double>([(0..<width).map { matrix[i, $0] }])
      single += LineScan.scan(row.view, on: .serial).lines
      for j in 0..<width { columns[j].add(matrix[i, j]) }
    }
    #expect(lines == single)
    #expect(together.columnSums == columns.map(\.value))
    #expect(together.isColumnUsed == (0..<width).map { j in (0..<height).contains { matrix[$0, j] != 0 } })
  }

  /// Five million elements make sixteen strips, of rows whose numbers are odd, too; their turns in any order give the same bits.
  @Test func stripsOfAWholeMatrix() throws {
    let (rows, columns) = (1203, 4099)
    var matrix = try Matrix<Double>(rows: rows, columns: columns)
    for i in 0..<rows { for j in 0..<columns { matrix[i, j] = Double((i * 31 + j * 17) % 1000 - 499) * (i % 2 == 0 ? 1e12 : 1) } }
    let backwards = ParallelLoop { turns, turn in
      for k in (0..<turns).reversed() { turn(k) }
    }
    let (first, second) = (LineScan.scan(matrix.view, on: .serial), LineScan.scan(matrix.view, on: backwards))
    #expect(first.lines == second.lines)
    #expect(first.columns.columnSums == second.columns.columnSums)
    // Integers below 2⁵³: their sums are exact.
    var (rowSums, columnSums) = ([Double](repeating: 0, count: rows), [Double](repeating: 0, count: columns))
    for i in 0..<rows {
      for j in 0..<columns {
        rowSums[i] += matrix[i, j]
        columnSums[j] += matrix[i, j]
      }
    }
    #expect(first.lines.map(\.sum) == rowSums)
    #expect(first.columns.columnSums == columnSums)
    // Those are right in any order; the sums of these depend on it.
    let mixed = [[Double]].cancelling(rows, columns, magnitude: 0x1p70, seed: 23)
    let cancelling = try Matrix(mixed)
    let reversed = try Matrix(Array(mixed.reversed()))
    let inTurn = LineScan.scan(cancelling.view, on: .serial)
    let (later, other) = (LineScan.scan(cancelling.view, on: backwards), LineScan.scan(reversed.view, on: .serial))
    #expect(inTurn.lines == later.lines && inTurn.columns.columnSums == later.columns.columnSums)
    #expect(inTurn.columns.columnSums != other.columns.columnSums)
    let ordinary = first.lines.filter { !$0.isRemarkable }
    #expect(ordinary.isEmpty)
    let empty = try Matrix<Double>(rows: 0, columns: 3)
    let nothing = LineScan.scan(empty.view, on: .serial)
    #expect(nothing.lines.isEmpty && nothing.columns.columnSums == [0, 0, 0])
  }
}
