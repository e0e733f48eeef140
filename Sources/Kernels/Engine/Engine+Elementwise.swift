import MatrixCore

extension Engine {
  /// A ← Z diag(s): coefficients from flows with s = 1/x.
  ///
  /// Shapes: Z and A m × n in any two layouts, s n. Cost: one pass over Z and A, in cache blocks. A must not overlap Z unless
  /// it is the same memory in the same layout.
  @_lifetime(a: copy a)
  public func columnScaled<Scalar: MatrixScalar>(
    _ z: MatrixView<Scalar>, by s: [Scalar], into a: inout MutableMatrixView<Scalar>
  ) {
    precondition(z.rows == a.rows && z.columns == a.columns && z.columns == s.count, "shapes disagree")
    s.withUnsafeBufferPointer { s in
      table.kernels(Scalar.self).columnScaled(
        StridedMatrix(z), StridedMatrix(vector: s), MutableStridedMatrix(a), team)
    }
  }

  /// M ← I − A, typically from a row-major A into a column-major M ready for `factorize`.
  ///
  /// Shapes: A and M n × n in any two layouts. Cost: one pass over A and M, in cache blocks. M must not overlap A unless it
  /// is the same memory in the same layout.
  @_lifetime(m: copy m)
  public func identityMinus<Scalar: MatrixScalar>(
    _ a: MatrixView<Scalar>, into m: inout MutableMatrixView<Scalar>
  ) {
    precondition(a.rows == a.columns && a.rows == m.rows && a.columns == m.columns, "shapes disagree")
    table.kernels(Scalar.self).identityMinus(StridedMatrix(a), MutableStridedMatrix(m), team)
  }
}
