import MatrixCore

/// The elements as rows, for comparisons.
func contents<Scalar>(_ view: MatrixView<Scalar>) -> [[Scalar]] {
  var rows: [[Scalar]] = []
  for i in 0..<view.rows {
    var row: [Scalar] = []
    for j in 0..<view.columns { row.append(view[i, j]) }
    rows.append(row)
  }
  return rows
}

func array<Scalar>(_ span: Span<Scalar>) -> [Scalar] {
  var values: [Scalar] = []
  for i in span.indices { values.append(span[i]) }
  return values
}

func inStorageOrder<Scalar>(_ matrix: borrowing Matrix<Scalar>) -> [Scalar] { array(matrix.elements) }

/// Where the elements begin. A matrix cannot be consumed in the function that took a view of it.
func address<Scalar>(_ matrix: borrowing Matrix<Scalar>) -> Int { Int(bitPattern: matrix.view.base) }

/// A matrix whose every element says where it is: 1000 · row + column.
func numbered(rows: Int, columns: Int, layout: Layout) throws -> Matrix<Double> {
  var matrix = try Matrix<Double>(rows: rows, columns: columns, layout: layout)
  for i in 0..<rows {
    for j in 0..<columns { matrix[i, j] = Double(1000 * i + j) }
  }
  return matrix
}
