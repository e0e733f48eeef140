import MatrixCore

extension Engine {
  /// C ← α Sᵀ B + β C for sparse S as it is stored: with compressed rows of Sᵀ's transpose, the product of a matrix in
  /// compressed columns.
  ///
  /// Shapes: S n × m, B n × k, C m × k, any strides; C must not overlap B. Cost: one pass over S for every eight columns of
  /// B and for each column that is left, and up to 16 vectors of m elements of memory for each column of a pass, slower without them. An element is the same sequence of
  /// operations whatever the number of threads.
  @_lifetime(c: copy c)
  public func multiply<Scalar: MatrixScalar>(
    _ alpha: Scalar = 1, transposing s: SparseMatrix<Scalar>, _ b: MatrixView<Scalar>, plus beta: Scalar = 0,
    into c: inout MutableMatrixView<Scalar>
  ) {
    precondition(s.columns == c.rows && b.columns == c.columns && s.rows == b.rows, "shapes disagree")
    table.kernels(Scalar.self).multiplySparseTransposed(alpha, s, StridedMatrix(b), beta, MutableStridedMatrix(c), team)
  }

  /// C ← α A B + β C for a matrix of regions: the sparse rest first, then the dense blocks in their order.
  ///
  /// Shapes: A m × n, B n × k, C m × k, any strides; C must not overlap A or B. Cost: one pass over what A stores, the blocks
  /// of a row of regions on one thread. The order of additions is fixed by A.
  @_lifetime(c: copy c)
  public func multiply<Scalar: MatrixScalar>(
    _ alpha: Scalar = 1, regions a: borrowing RegionMatrix<Scalar>, _ b: MatrixView<Scalar>, plus beta: Scalar = 0,
    into c: inout MutableMatrixView<Scalar>
  ) {
    precondition(a.rows == c.rows && b.columns == c.columns && a.columns == b.rows, "shapes disagree")
    multiply(alpha, sparse: a.rest, b, plus: beta, into: &c)
    let blocks = a.blocks.indices.map { k in
      RegionBlock(rows: a.blocks[k].rows, columns: a.blocks[k].columns, values: StridedMatrix(a.values(of: k)))
    }
    table.kernels(Scalar.self).multiplyBlocks(alpha, blocks, StridedMatrix(b), MutableStridedMatrix(c), team)
  }
}
