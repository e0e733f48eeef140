import MatrixCore

/// A few columns as the inner loops take them.
struct PackedColumns<Scalar: MatrixScalar>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Scalar>
  let lines: PackedLines

  private var width: Int { lines.width }

  /// Copies the rows given of some columns, zeros to the right of them.
  func pack(_ x: StridedMatrix<Scalar>, _ rows: Range<Int>) {
    if lines.isRowByRow { return packRows(x, rows) }
    for k in 0..<width {
      let column = base + k &* lines.step
      for i in rows { column[lines.start(i)] = k < x.columns ? x[i, k] : 0 }
    }
  }

  /// Row after row, as many at a time as lie on some pages of every column.
  private func packRows(_ x: StridedMatrix<Scalar>, _ rows: Range<Int>) {
    if x.columnStride == 1 {
      for i in rows {
        let (target, source) = (base + i &* width, x.base + i &* x.rowStride)
        for k in 0..<x.columns { target[k] = source[k] }
        for k in x.columns..<width { target[k] = 0 }
      }
      return
    }
    for first in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.rowsAtOnce) {
      let part = first..<min(first + Self.rowsAtOnce, rows.upperBound)
      for k in 0..<width {
        let target = base + k
        if k < x.columns {
          let source = x.base + k &* x.columnStride
          for i in part { target[i &* width] = source[i &* x.rowStride] }
        } else {
          for i in part { target[i &* width] = 0 }
        }
      }
    }
  }

  private static var rowsAtOnce: Int { 64 }

  /// C ← α P + β C on the rows given. With β = 0, C is not read.
  func place(_ alpha: Scalar, _ beta: Scalar, _ c: MutableStridedMatrix<Scalar>, _ rows: Range<Int>) {
    if lines.isRowByRow { return placeRows(alpha, beta, c, rows) }
    for k in 0..<c.columns {
      let column = base + k &* lines.step
      for i in rows {
        let value = alpha * column[lines.start(i)]
        c[i, k] = beta == 0 ? value : value + beta * c[i, k]
      }
    }
  }

  private func placeRows(_ alpha: Scalar, _ beta: Scalar, _ c: MutableStridedMatrix<Scalar>, _ rows: Range<Int>) {
    if c.columnStride == 1 {
      for i in rows {
        let (source, target) = (base + i &* width, c.base + i &* c.rowStride)
        if beta == 0 {
          for k in 0..<c.columns { target[k] = alpha * source[k] }
        } else {
          for k in 0..<c.columns { target[k] = alpha * source[k] + beta * target[k] }
        }
      }
      return
    }
    for first in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.rowsAtOnce) {
      for k in 0..<c.columns {
        let (source, target) = (base + k, c.base + k &* c.columnStride)
        for i in first..<min(first + Self.rowsAtOnce, rows.upperBound) {
          let value = alpha * source[i &* width]
          target[i &* c.rowStride] = beta == 0 ? value : value + beta * target[i &* c.rowStride]
        }
      }
    }
  }
}
