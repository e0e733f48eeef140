import BenchmarkHarness
import Leontief

// These take the matrix whole: a view of a class's matrix does not live long enough to be passed on.

extension Matrix where Scalar == Double {
  /// The product with a vector, each element rounded once. Cost: one pass in storage order.
  borrowing func compensatedProduct(_ x: [Double]) -> [Double] {
    precondition(x.count == columns, "shapes disagree")
    let view = view
    var sums = [CompensatedDot](repeating: CompensatedDot(), count: rows)
    if layout == .rowMajor {
      for i in 0..<rows {
        let row = view.row(i)
        var sum = CompensatedDot()
        for j in row.indices { sum.add(row[j], times: x[j]) }
        sums[i] = sum
      }
    } else {
      for j in 0..<columns {
        let column = view.column(j)
        for i in column.indices { sums[i].add(column[i], times: x[j]) }
      }
    }
    return sums.map(\.value)
  }

  /// Column `j` of a column-major matrix.
  borrowing func columnValues(_ j: Int) -> [Double] {
    let column = view.column(j)
    return column.indices.map { column[$0] }
  }

  borrowing func copied(layout: Layout) throws(AllocationError) -> Matrix<Double> {
    try Matrix(copying: view, layout: layout)
  }

  /// Each element rounded to single precision.
  borrowing func inSinglePrecision() throws(AllocationError) -> Matrix<Float> {
    var single = try Matrix<Float>(rows: rows, columns: columns, layout: layout)
    var target = single.mutableElements
    let source = elements
    for k in source.indices { target[k] = Float(source[k]) }
    return single
  }

  /// I − A, column-major, each element rounded to a precision once.
  @_specialize(where Target == Double)
  @_specialize(where Target == Float)
  borrowing func leontief<Target: MatrixScalar>(in _: Target.Type) throws(AllocationError) -> Matrix<Target> {
    var matrix = try Matrix<Target>(rows: rows, columns: columns, layout: .columnMajor)
    var target = matrix.mutableView
    let view = view
    // A few columns at a time, so that what is read and what is written stays in few pages.
    for first in stride(from: 0, to: columns, by: 32) {
      for i in 0..<rows {
        let row = view.row(i)
        for j in first..<min(first + 32, columns) { target[i, j] = Target(i == j ? 1 - row[j] : -row[j]) }
      }
    }
    return matrix
  }

  borrowing func compressedRows() -> SparseMatrix<Double> { SparseMatrix(view) }

  /// One less each column sum.
  borrowing func columnComplements() -> [Double] { view.columnSums().map { 1 - $0 } }
}

extension Matrix {
  /// Writes to every page, so that the first run meets no page faults.
  mutating func touch() {
    var view = mutableView
    view.fill(1)
  }

  /// Copies the elements of a matrix of the same shape.
  mutating func refill(from source: borrowing Matrix) {
    var target = mutableView
    target.copy(source.view)
  }

  borrowing func bitHash() -> UInt64 {
    var hash = ContentHash()
    hash.add(self)
    return hash.value
  }
}
