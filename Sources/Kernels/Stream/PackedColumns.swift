import MatrixCore

/// A few columns as the inner loops take them. Vectors run along the columns in blocks of one vector of each, or the columns
/// lie row after row.
struct PackedColumns<Scalar: MatrixScalar>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Scalar>
  let width: Int
  /// Lanes of a block; 1 for row after row.
  let lanes: Int

  /// A single column is contiguous: two divisions for each of its elements would take as long as a small product.
  func offset(_ i: Int, _ k: Int) -> Int { width == 1 ? i : (i / lanes &* width &+ k) &* lanes &+ i % lanes }

  /// Copies the rows given of some columns, zeros to the right of them.
  func pack(_ x: StridedMatrix<Scalar>, _ rows: Range<Int>) {
    for k in 0..<width {
      for i in rows { base[offset(i, k)] = k < x.columns ? x[i, k] : 0 }
    }
  }

  /// C ← α P + β C on the rows given. With β = 0, C is not read.
  func place(_ alpha: Scalar, _ beta: Scalar, _ c: MutableStridedMatrix<Scalar>, _ rows: Range<Int>) {
    for k in 0..<c.columns {
      for i in rows {
        let value = alpha * base[offset(i, k)]
        c[i, k] = beta == 0 ? value : value + beta * c[i, k]
      }
    }
  }
}
