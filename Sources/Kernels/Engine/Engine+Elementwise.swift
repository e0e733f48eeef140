import MatrixCore

extension Engine {
  /// A ← Z diag(s): coefficients from flows with s = 1/x.
  ///
  /// Shapes: Z and A m × n in any two layouts, s n. Cost: one pass over Z and A, in cache blocks. A must not overlap Z unless
  /// it is the same memory in the same layout.
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
  public func identityMinus<Scalar: MatrixScalar>(
    _ a: MatrixView<Scalar>, into m: inout MutableMatrixView<Scalar>
  ) {
    precondition(a.rows == a.columns && a.rows == m.rows && a.columns == m.columns, "shapes disagree")
    table.kernels(Scalar.self).identityMinus(StridedMatrix(a), MutableStridedMatrix(m), team)
  }

  /// M ← I − A rounded to single precision, for factorizations whose solutions are refined in double.
  ///
  /// Shapes: A and M n × n in any two layouts. Cost: one pass. The difference is formed in `Double` and rounded once; entries
  /// beyond the range of `Float` become infinite.
  public func identityMinus(_ a: MatrixView<Double>, into m: inout MutableMatrixView<Float>) {
    precondition(a.rows == a.columns && a.rows == m.rows && a.columns == m.columns, "shapes disagree")
    let (source, target) = (StridedMatrix(a), MutableStridedMatrix(m))
    let worthThreads = a.rows * a.columns >= 1 << 17
    target.forEachInBlocks(worthThreads ? team : Team(threads: 1)) { i, j in
      target[i, j] = Float(i == j ? 1 - source[i, j] : -source[i, j])
    }
  }
}
