import MatrixCore

/// Gauss-Jordan elimination in place, pivot by pivot: the smallest blocks, and whole matrices where there is no memory for
/// more.
enum GaussJordanLeaf {
  /// X ← X⁻¹, with any strides; fastest where columns are contiguous. The first row without a pivot that is positive and has
  /// a reciprocal, or nil.
  static func invert<Scalar: MatrixScalar>(_ x: MutableStridedMatrix<Scalar>) -> Int? {
    for k in 0..<x.rows where !eliminate(k, x) { return k }
    return nil
  }

  /// Eliminates one pivot from all rows and columns; false, with nothing changed, when it is none.
  static func eliminate<Scalar: MatrixScalar>(_ k: Int, _ x: MutableStridedMatrix<Scalar>) -> Bool {
    let pivot = x[k, k]
    let reciprocal = 1 / pivot
    // Zero is the reciprocal of infinity.
    guard pivot > 0, reciprocal > 0, reciprocal.isFinite else { return false }
    for j in 0..<x.columns where j != k {
      let factor = x[k, j] * reciprocal
      subtract(factor, k, 0..<k, j, x)
      x[k, j] = factor
      subtract(factor, k, k + 1..<x.rows, j, x)
    }
    for i in 0..<x.rows { x[i, k] *= -reciprocal }
    x[k, k] = reciprocal
    return true
  }

  /// Column j ← column j − factor · column k.
  @inline(__always)
  private static func subtract<Scalar: MatrixScalar>(
    _ factor: Scalar, _ k: Int, _ rows: Range<Int>, _ j: Int, _ x: MutableStridedMatrix<Scalar>
  ) {
    let (pivots, target) = (x.base + k * x.columnStride, x.base + j * x.columnStride)
    if x.rowStride == 1 {
      for i in rows { target[i] -= pivots[i] * factor }
    } else {
      for i in rows { target[i &* x.rowStride] -= pivots[i &* x.rowStride] * factor }
    }
  }
}
