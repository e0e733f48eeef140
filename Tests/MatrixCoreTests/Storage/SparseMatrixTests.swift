import MatrixCore
import Testing

@Suite("Compressed rows")
struct SparseMatrixTests {
  typealias Entry = (row: Int, column: Int, value: Double)

  @Test("entries in any order, repeats added, rows without entries kept")
  func building() {
    let entries: [Entry] = [(4, 0, 5), (1, 3, 2), (1, 0, 1), (4, 0, -1), (1, 3, 0.5), (1, 3, 0.25)]
    let matrix = SparseMatrix(rows: 6, columns: 4, entries: entries)
    #expect(matrix.rowStarts == [0, 0, 2, 2, 2, 3, 3])
    #expect(matrix.columnIndices == [0, 3, 0])
    #expect(matrix.values == [1, 2.75, 4])
    #expect(matrix.nonZeros == 3)
  }

  @Test("one column in neighbouring rows is no repeat")
  func sameColumnNextRow() {
    let matrix = SparseMatrix(rows: 2, columns: 2, entries: [(0, 1, 1.0), (1, 1, 2.0)])
    #expect(matrix.values == [1, 2])
    #expect(matrix.rowStarts == [0, 1, 2])
  }

  @Test("no entries, no rows, no columns", arguments: [(0, 0), (0, 3), (3, 0), (3, 3)])
  func empty(rows: Int, columns: Int) {
    let matrix = SparseMatrix<Double>(rows: rows, columns: columns, entries: [])
    #expect(matrix.rowStarts == [Int](repeating: 0, count: rows + 1))
    #expect(matrix.nonZeros == 0)
    #expect(matrix.transposed().rows == columns)
    #expect(matrix.transposed().transposed() == matrix)
  }

  @Test("from a dense matrix, whatever its layout; zeros of both signs are left out", arguments: [Layout.rowMajor, .columnMajor])
  func fromDense(layout: Layout) throws {
    let dense = try Matrix<Double>([[0, 1, -0.0], [0, 0, 0], [2, 0, 3]], layout: layout)
    let matrix = SparseMatrix(dense.view)
    #expect(matrix == SparseMatrix(rows: 3, columns: 3, entries: [(0, 1, 1), (2, 0, 2), (2, 2, 3)]))
  }

  @Test("the transpose holds the same entries turned, and twice is the same", arguments: [(1, 1), (7, 3), (40, 55)])
  func transpose(rows: Int, columns: Int) throws {
    let entries = (0..<rows * columns).filter { $0 % 3 != 1 }.map { k -> Entry in (k / columns, k % columns, Double(k + 1)) }
    let matrix = SparseMatrix(rows: rows, columns: columns, entries: entries.reversed())
    let turned = SparseMatrix(rows: columns, columns: rows, entries: entries.map { ($0.column, $0.row, $0.value) })
    #expect(matrix.nonZeros == entries.count)
    #expect(matrix.transposed() == turned)
    #expect(matrix.transposed().transposed() == matrix)
  }

  @Test("an entry outside the shape stops the program")
  func outside() async {
    await #expect(processExitsWith: .failure) {
      print(SparseMatrix(rows: 2, columns: 2, entries: [(0, 2, 1.0)]).nonZeros)
    }
  }
}
