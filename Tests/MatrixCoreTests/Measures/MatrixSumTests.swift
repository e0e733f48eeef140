import MatrixCore
import Testing

@Suite("Row and column sums")
struct MatrixSumTests {
  static let layouts = [Layout.rowMajor, .columnMajor]

  @Test("closed form: sums of 1000 i + j", arguments: layouts, [(1, 1), (3, 8), (17, 5)])
  func closedForm(layout: Layout, shape: (Int, Int)) throws {
    let (m, n) = shape
    let matrix = try numbered(rows: m, columns: n, layout: layout)
    let aboveRows = 1000 * m * (m - 1) / 2
    let aboveColumns = n * (n - 1) / 2
    let rowSums = (0..<m).map { i -> Double in Double(1000 * i * n + aboveColumns) }
    let columnSums = (0..<n).map { j -> Double in Double(aboveRows + j * m) }
    #expect(matrix.view.rowSums() == rowSums)
    #expect(matrix.view.columnSums() == columnSums)
    #expect(matrix.view.transposed.rowSums() == columnSums)
    #expect(matrix.view.transposed.columnSums() == rowSums)
  }

  @Test("parts of a row, of any length", arguments: layouts)
  func parts(layout: Layout) throws {
    let matrix = try numbered(rows: 3, columns: 11, layout: layout)
    for i in 0..<3 {
      for first in 0...11 {
        for last in first...11 {
          #expect(matrix.view.sum(row: i, columns: first..<last) == (first..<last).reduce(0) { $0 + Double(1000 * i + $1) })
        }
      }
    }
  }

  @Test("sums along either side are compensated", arguments: layouts)
  func compensated(layout: Layout) throws {
    let matrix = try Matrix<Double>([[1e16, 1, -1e16], [1, 0, 0], [-1e16, 1, 1e16]], layout: layout)
    #expect(matrix.view.rowSums() == [1, 1, 1])
    #expect(matrix.view.columnSums() == [1, 2, 0])
  }

  @Test("a window's sums stay inside the window", arguments: layouts)
  func window(layout: Layout) throws {
    let matrix = try numbered(rows: 4, columns: 4, layout: layout)
    let window = matrix.view.window(rows: 1..<3, columns: 2..<4)
    #expect(window.rowSums() == [2005, 4005])
    #expect(window.columnSums() == [3004, 3006])
  }
}
