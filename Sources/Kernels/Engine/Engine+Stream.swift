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

  /// z ← y + A x, one step of the fixed-point iteration for (I − A) x = y (Neumann's series, Richardson's or, with a scaled
  /// A, Jacobi's iteration), and how far x was from a solution.
  ///
  /// Shapes: A n × n, x, y and z n. Cost: one pass over A. Always the Swift kernels: a BLAS takes another pass for the norms.
  public func fixedPointStep<Scalar: MatrixScalar>(
    _ a: MatrixView<Scalar>, _ x: [Scalar], plus y: [Scalar], into z: inout [Scalar]
  ) -> FixedPointStep {
    precondition(a.rows == a.columns && a.rows == x.count && x.count == y.count && y.count == z.count, "shapes disagree")
    return x.withUnsafeBufferPointer { x in
      y.withUnsafeBufferPointer { y in
        z.withUnsafeMutableBufferPointer { z in
          table.kernels(Scalar.self).fixedPointStep(
            StridedMatrix(a), StridedMatrix(vector: x), StridedMatrix(vector: y), MutableStridedMatrix(vector: z), team)
        }
      }
    }
  }

  /// The same for A stored in single precision. All arithmetic is done in double precision.
  public func fixedPointStep(
    _ a: MatrixView<Float>, _ x: [Double], plus y: [Double], into z: inout [Double]
  ) -> FixedPointStep {
    precondition(a.rows == a.columns && a.rows == x.count && x.count == y.count && y.count == z.count, "shapes disagree")
    return x.withUnsafeBufferPointer { x in
      y.withUnsafeBufferPointer { y in
        z.withUnsafeMutableBufferPointer { z in
          table.double.fixedPointStepSingle(
            StridedMatrix(a), StridedMatrix(vector: x), StridedMatrix(vector: y), MutableStridedMatrix(vector: z), team)
        }
      }
    }
  }
}
