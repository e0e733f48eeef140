import CBLASEngine
import MatrixCore

extension LibraryKernels {
  /// A row-major C is the transposed product in column-major memory.
  func multiply(_ alpha: Scalar, _ a: Input, _ b: Input, _ beta: Scalar, _ c: Output, _ team: Team) {
    let isTransposed = c.reading.columnMajorLeading == nil
    let code =
      isTransposed
      ? gemm(alpha, b.transposed, a.transposed, beta, c.transposed, team) : gemm(alpha, a, b, beta, c, team)
    if code != CBLASENGINE_OK { fallback.multiply(alpha, a, b, beta, c, team) }
  }

  private func gemm(_ alpha: Scalar, _ a: Input, _ b: Input, _ beta: Scalar, _ c: Output, _ team: Team) -> Int32 {
    guard c.rows > 0, c.columns > 0, a.columns > 0, alpha != 0, let left = LibraryOperand(a), let right = LibraryOperand(b),
      let leading = c.reading.columnMajorLeading
    else { return Int32(CBLASENGINE_TOO_LARGE) }
    return library.with(team) {
      calls.gemm(
        library.engine, left.transposition, right.transposition, Int64(c.rows), Int64(c.columns), Int64(a.columns), alpha,
        a.base, left.leading, b.base, right.leading, beta, c.base, Int64(leading))
    }
  }

  func multiplyVector(_ alpha: Scalar, _ a: Input, _ x: Input, _ beta: Scalar, _ y: Output, _ team: Team) {
    let code = gemv(alpha, a, x, beta, y, team)
    if code != CBLASENGINE_OK { fallback.multiplyVector(alpha, a, x, beta, y, team) }
  }

  private func gemv(_ alpha: Scalar, _ a: Input, _ x: Input, _ beta: Scalar, _ y: Output, _ team: Team) -> Int32 {
    let (xStride, yStride) = (x.rows <= 1 ? 1 : x.rowStride, y.rows <= 1 ? 1 : y.rowStride)
    guard a.rows > 0, a.columns > 0, alpha != 0, xStride > 0, yStride > 0, let operand = LibraryOperand(a) else {
      return Int32(CBLASENGINE_TOO_LARGE)
    }
    // Some releases multiply y by a zero β instead of clearing it, and so keep its NaN.
    if beta == 0 { for i in 0..<y.rows { y[i, 0] = 0 } }
    let (rows, columns) = operand.isTransposed ? (a.columns, a.rows) : (a.rows, a.columns)
    return library.with(team) {
      calls.gemv(
        library.engine, operand.transposition, Int64(rows), Int64(columns), alpha, a.base, operand.leading, x.base,
        Int64(xStride), beta, y.base, Int64(yStride))
    }
  }

  func solveTriangular(_ triangle: Triangle, _ diagonal: Diagonal, _ t: Input, _ b: Output, _ team: Team) {
    let code = trsm(triangle, diagonal, t, b, team)
    if code != CBLASENGINE_OK { fallback.solveTriangular(triangle, diagonal, t, b, team) }
  }

  /// Memory that holds Tᵀ is asked for its other triangle, transposed; a row-major B is Bᵀ, solved from the right.
  private func trsm(_ triangle: Triangle, _ diagonal: Diagonal, _ t: Input, _ b: Output, _ team: Team) -> Int32 {
    guard b.rows > 0, b.columns > 0, let matrix = LibraryOperand(t), let sides = LibraryOperand(b.reading) else {
      return Int32(CBLASENGINE_TOO_LARGE)
    }
    let stored = matrix.isTransposed ? triangle.transposed : triangle
    let transposition: CChar = matrix.isTransposed != sides.isTransposed ? .transposed : .plain
    let (rows, columns) = sides.isTransposed ? (b.columns, b.rows) : (b.rows, b.columns)
    return library.with(team) {
      calls.trsm(
        library.engine, sides.isTransposed ? .right : .left, CChar(stored), transposition, CChar(diagonal), Int64(rows),
        Int64(columns), 1, t.base, matrix.leading, b.base, sides.leading)
    }
  }
}
