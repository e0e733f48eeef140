import MatrixCore
import Synchronization
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
    let runs = (0...11).flatMap { first in (first...11).map { first..<$0 } }
    let expected = (0..<3).flatMap { i in runs.map { $0.reduce(0) { $0 + Double(1000 * i + $1) } } }
    #expect(matrix.view.sums(ofColumns: runs, by: Array(runs.indices), groups: runs.count, on: .serial) == expected)
    let none = try numbered(rows: 0, columns: 4, layout: layout)
    #expect(none.view.sums(ofColumns: [0..<4], by: [0], groups: 1, on: .serial) == [])
    #expect(matrix.view.sums(ofColumns: [], by: [], groups: 0, on: .serial) == [])
  }

  /// Three MiB are cut into strips, whose order does not matter.
  @Test("parts of rows by several threads", arguments: layouts)
  func partsInStrips(layout: Layout) throws {
    let matrix = try numbered(rows: 701, columns: 600, layout: layout)
    let turns = Mutex(0)
    let backwards = ParallelLoop { count, turn in
      turns.withLock { $0 = count }
      for k in (0..<count).reversed() { turn(k) }
    }
    func sum(_ i: Int, _ columns: Range<Int>) -> Double { columns.reduce(0) { $0 + Double(1000 * i + $1) } }
    // Two runs of the first group, none of the second, one of the third.
    var expected: [Double] = []
    for i in 0..<701 { expected += [sum(i, 0..<599) + sum(i, 7..<9), 0, sum(i, 5..<600)] }
    let sums = matrix.view.sums(ofColumns: [0..<599, 5..<600, 7..<9], by: [0, 2, 0], groups: 3, on: backwards)
    #expect(sums == expected)
    #expect(turns.withLock(\.self) == 3)
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
