import MatrixCore

// Products with a matrix stored in single precision: half the memory and, where memory bounds the product, half the time.
extension Engine {
  /// C ← α A X + β C for A stored in single precision. All arithmetic is done in double precision.
  ///
  /// Shapes: A m × n, X n × k, C m × k, any strides; C must not overlap A or X. Cost: 2mnk flops; for few columns one pass
  /// over A, if one of its strides is 1.
  @_lifetime(c: copy c)
  public func multiply(
    _ alpha: Double = 1, _ a: MatrixView<Float>, _ x: MatrixView<Double>, plus beta: Double = 0,
    into c: inout MutableMatrixView<Double>
  ) {
    precondition(a.rows == c.rows && x.columns == c.columns && a.columns == x.rows, "shapes disagree")
    table.double.multiplySingle(alpha, StridedMatrix(a), StridedMatrix(x), beta, MutableStridedMatrix(c), team)
  }

  /// y ← α A x + β y for A stored in single precision. All arithmetic is done in double precision.
  ///
  /// Shapes: A m × n, x n, y m. Cost: one pass over A.
  public func multiplyVector(
    _ alpha: Double = 1, _ a: MatrixView<Float>, _ x: [Double], plus beta: Double = 0, into y: inout [Double]
  ) {
    precondition(a.rows == y.count && a.columns == x.count, "shapes disagree")
    x.withUnsafeBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        table.double.multiplySingle(
          alpha, StridedMatrix(a), StridedMatrix(vector: x), beta, MutableStridedMatrix(vector: y), team)
      }
    }
  }
}
