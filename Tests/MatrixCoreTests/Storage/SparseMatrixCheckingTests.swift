import MatrixCore
import Testing

/// Compressed rows from elsewhere are looked through.
@Suite struct SparseMatrixCheckingTests {
  @Test func rowsInOrder() throws {
    let made = try SparseMatrix<Double>(rows: 3, columns: 2, checking: [0, 2, 2, 3], [0, 1, 1], [1, 2, 3])
    #expect(made == SparseMatrix(rows: 3, columns: 2, entries: [(0, 0, 1), (0, 1, 2), (2, 1, 3)]))
    #expect(made.transposed() == SparseMatrix(rows: 2, columns: 3, entries: [(0, 0, 1), (1, 0, 2), (1, 2, 3)]))
    #expect(made.transposed().transposed() == made)
    #expect(made.allocatedBytes == 4 * 8 + 3 * 12)
    #expect(try SparseMatrix<Double>(rows: 0, columns: 0, checking: [0], [], []).nonZeros == 0)
  }

  @Test func rowsOutOfOrder() {
    let bad: [(starts: [Int], columns: [Int32], values: [Double], error: SparseMatrixError)] = [
      ([0, 1], [0], [1], .rowStarts(row: 2)), ([1, 1, 1], [0], [1], .rowStarts(row: 2)),
      ([0, 1, 2], [0], [1], .rowStarts(row: 2)), ([0, 2, 1], [0], [1], .rowStarts(row: 0)),
      ([0, -1, 1], [0], [1], .rowStarts(row: 0)), ([0, 1, 1], [0, 1], [1], .counts(columnIndices: 2, values: 1)),
      ([0, 2, 2], [1, 0], [1, 1], .column(row: 0, entry: 1)), ([0, 2, 2], [1, 1], [1, 1], .column(row: 0, entry: 1)),
      ([0, 0, 1], [2], [1], .column(row: 1, entry: 0)), ([0, 0, 1], [-1], [1], .column(row: 1, entry: 0)),
    ]
    for (starts, columns, values, error) in bad {
      #expect(throws: error) { try SparseMatrix<Double>(rows: 2, columns: 2, checking: starts, columns, values).rows }
    }
    #expect(throws: SparseMatrixError.shape(rows: -1, columns: 1)) {
      try SparseMatrix<Double>(rows: -1, columns: 1, checking: [], [], []).rows
    }
  }
}
