/// A sparse matrix in compressed rows (CSR).
///
/// Shapes: `rows` × `columns`; row i holds the entries `rowStarts[i] ..< rowStarts[i + 1]` of `columnIndices` and
/// `values`, columns ascending and without repeats. Cost: 12 bytes a non-zero in `Double`, 8 bytes a row.
public struct SparseMatrix<Scalar: MatrixScalar>: Sendable, Equatable {
  public let rows: Int
  public let columns: Int
  public private(set) var rowStarts: [Int]
  public private(set) var columnIndices: [Int32]
  public private(set) var values: [Scalar]

  public var nonZeros: Int { values.count }

  /// Entries in any order; repeated positions are added. Positions must lie inside the shape.
  public init(rows: Int, columns: Int, entries: [(row: Int, column: Int, value: Scalar)]) {
    precondition(rows >= 0 && columns >= 0 && columns <= Int(Int32.max), "sparse shape out of range")
    self.rows = rows
    self.columns = columns
    rowStarts = [0]
    columnIndices = []
    values = []
    rowStarts.reserveCapacity(rows + 1)
    columnIndices.reserveCapacity(entries.count)
    values.reserveCapacity(entries.count)
    appendRows(entries.sorted { ($0.row, $0.column) < ($1.row, $1.column) })
  }

  /// The non-zeros of a dense matrix.
  public init(_ dense: MatrixView<Scalar>) {
    rows = dense.rows
    columns = dense.columns
    rowStarts = [0]
    columnIndices = []
    values = []
    for i in 0..<dense.rows {
      for j in 0..<dense.columns where dense[i, j] != 0 {
        columnIndices.append(Int32(j))
        values.append(dense[i, j])
      }
      rowStarts.append(values.count)
    }
  }

  private mutating func appendRows(_ sorted: [(row: Int, column: Int, value: Scalar)]) {
    var last = (row: -1, column: -1)
    for entry in sorted {
      precondition(entry.row >= 0 && entry.row < rows && entry.column >= 0 && entry.column < columns, "entry out of range")
      while rowStarts.count <= entry.row { rowStarts.append(values.count) }
      if last == (entry.row, entry.column) {
        values[values.count - 1] += entry.value
      } else {
        columnIndices.append(Int32(entry.column))
        values.append(entry.value)
        last = (entry.row, entry.column)
      }
    }
    while rowStarts.count <= rows { rowStarts.append(values.count) }
  }

  /// Compressed rows as they are. They must be in order: the starts from 0 to the count of values, columns ascending in
  /// each row and inside the shape.
  package init(rows: Int, columns: Int, rowStarts: [Int], columnIndices: [Int32], values: [Scalar]) {
    precondition(rowStarts.count == rows + 1 && columns <= Int(Int32.max), "sparse shape out of range")
    precondition(columnIndices.count == values.count && rowStarts[rows] == values.count, "as many columns as values")
    self.rows = rows
    self.columns = columns
    self.rowStarts = rowStarts
    self.columnIndices = columnIndices
    self.values = values
  }

  /// The same places with other values.
  package func replacingValues(_ values: [Scalar]) -> SparseMatrix {
    SparseMatrix(rows: rows, columns: columns, rowStarts: rowStarts, columnIndices: columnIndices, values: values)
  }

  /// Bytes of the three arrays.
  public var allocatedBytes: Int {
    rowStarts.count * MemoryLayout<Int>.stride + nonZeros * (MemoryLayout<Int32>.stride + MemoryLayout<Scalar>.stride)
  }

  /// The transpose, also in compressed rows. Cost: two passes over the non-zeros.
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  public func transposed() -> SparseMatrix {
    var starts = [Int](repeating: 0, count: columns + 1)
    for column in columnIndices { starts[Int(column) + 1] += 1 }
    for j in 0..<columns { starts[j + 1] += starts[j] }
    var next = starts
    var indices = [Int32](repeating: 0, count: nonZeros)
    var turned = values
    // By rows, so that in each new row the columns ascend.
    for i in 0..<rows {
      for k in rowStarts[i]..<rowStarts[i + 1] {
        let column = Int(columnIndices[k])
        let place = next[column]
        next[column] = place + 1
        indices[place] = Int32(truncatingIfNeeded: i)
        turned[place] = values[k]
      }
    }
    return SparseMatrix(rows: columns, columns: rows, rowStarts: starts, columnIndices: indices, values: turned)
  }
}
