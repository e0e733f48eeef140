import MatrixCore
import Testing

/// Reading one part of a matrix while writing the rest.
@Suite struct SplitMatrixViewTests {
  private let rows: [[Double]] = [[1, 2, 3], [4, 5, 6]]

  private func elements(_ matrix: borrowing Matrix<Double>) -> [[Double]] {
    (0..<matrix.rows).map { i in (0..<matrix.columns).map { matrix[i, $0] } }
  }

  @Test(arguments: [Layout.rowMajor, .columnMajor], 0...3) func atAColumn(_ layout: Layout, column: Int) throws {
    var matrix = try Matrix(rows, layout: layout)
    var view = matrix.mutableView
    var parts = view.split(atColumn: column)
    let sizes = [parts.done.rows, parts.done.columns, parts.rest.rows, parts.rest.columns]
    #expect(sizes == [2, column, 2, 3 - column])
    // What is read is what stands before the column; what is written lands from it on.
    for i in 0..<2 {
      for j in column..<3 { parts.rest[i, j - column] = column == 0 ? -1 : 10 * parts.done[i, column - 1] }
    }
    let written = (0..<2).map { i in (0..<3).map { $0 < column ? rows[i][$0] : column == 0 ? -1 : 10 * rows[i][column - 1] } }
    #expect(elements(matrix) == written)
  }

  @Test(arguments: [Layout.rowMajor, .columnMajor], 0...2) func atARow(_ layout: Layout, row: Int) throws {
    var matrix = try Matrix(rows, layout: layout)
    var view = matrix.mutableView
    var parts = view.split(atRow: row)
    let sizes = [parts.done.rows, parts.done.columns, parts.rest.rows, parts.rest.columns]
    #expect(sizes == [row, 3, 2 - row, 3])
    for i in row..<2 {
      for j in 0..<3 { parts.rest[i - row, j] = row == 0 ? -1 : 10 * parts.done[row - 1, j] }
    }
    let written = (0..<2).map { i in (0..<3).map { i < row ? rows[i][$0] : row == 0 ? -1 : 10 * rows[row - 1][$0] } }
    #expect(elements(matrix) == written)
  }

  /// Windows, whose lines do not follow each other, in every pair of layouts.
  @Test(arguments: [Layout.rowMajor, .columnMajor], [Layout.rowMajor, .columnMajor])
  func copyingWindows(_ from: Layout, _ to: Layout) throws {
    let source = try Matrix((0..<70).map { i in (0..<90).map { Double(100 * i + $0) } }, layout: from)
    var target = try Matrix<Double>(rows: 70, columns: 90, layout: to)
    var all = target.mutableView
    var window = all.window(rows: 3..<68, columns: 5..<88)
    window.copy(source.view.window(rows: 2..<67, columns: 1..<84))
    let isRight = (0..<70).allSatisfy { i in
      (0..<90).allSatisfy { j in
        let isInside = (3..<68).contains(i) && (5..<88).contains(j)
        return target[i, j] == (isInside ? Double(100 * (i - 1) + j - 4) : 0)
      }
    }
    #expect(isRight)
  }
}
