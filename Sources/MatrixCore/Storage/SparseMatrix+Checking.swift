/// Why compressed rows are not a matrix.
public enum SparseMatrixError: Error, Equatable, CustomStringConvertible {
  case shape(rows: Int, columns: Int)
  /// `starts` must hold rows + 1 numbers, rise, begin at 0 and end at the number of values.
  case rowStarts(row: Int)
  case counts(columnIndices: Int, values: Int)
  /// Columns of a row must ascend, without repeats, inside the shape.
  case column(row: Int, entry: Int)

  public var description: String {
    switch self {
    case .shape(let rows, let columns): "a sparse matrix of \(rows) × \(columns) cannot be stored"
    case .rowStarts(let row): "the row starts are wrong at row \(row): they must rise from 0 to the number of values"
    case .counts(let indices, let values): "\(indices) column indices for \(values) values"
    case .column(let row, let entry):
      "entry \(entry), in row \(row), has a column out of order or out of range: columns must ascend in each row"
    }
  }
}

extension SparseMatrix {
  /// Compressed rows from elsewhere, looked through. Cost: one pass over the indices.
  public init(
    rows: Int, columns: Int, checking rowStarts: [Int], _ columnIndices: [Int32], _ values: [Scalar]
  ) throws(SparseMatrixError) {
    guard rows >= 0, columns >= 0, rows <= Int(Int32.max), columns <= Int(Int32.max) else {
      throw .shape(rows: rows, columns: columns)
    }
    guard columnIndices.count == values.count else { throw .counts(columnIndices: columnIndices.count, values: values.count) }
    guard rowStarts.count == rows + 1, rowStarts[0] == 0, rowStarts[rows] == values.count else { throw .rowStarts(row: rows) }
    for i in 0..<rows {
      guard rowStarts[i] <= rowStarts[i + 1], rowStarts[i + 1] <= values.count else { throw .rowStarts(row: i) }
      var last: Int32 = -1
      for entry in rowStarts[i]..<rowStarts[i + 1] {
        let column = columnIndices[entry]
        guard column > last, column < columns else { throw .column(row: i, entry: entry) }
        last = column
      }
    }
    self.init(rows: rows, columns: columns, rowStarts: rowStarts, columnIndices: columnIndices, values: values)
  }
}
