import MatrixCore

extension Engine {
  /// Makes the rows of a matrix on the engine's threads: `body` is given every row once, with its number.
  ///
  /// Shapes: C m × n, any m and n, rows contiguous in memory. One thread makes a row from beginning to end, so the result does
  /// not depend on their number as long as `body` looks at nothing but its arguments and constants.
  @_lifetime(c: copy c)
  public func makeRows<Scalar: MatrixScalar>(
    of c: inout MutableMatrixView<Scalar>, _ body: @Sendable (_ row: Int, _ elements: consuming MutableSpan<Scalar>) -> Void
  ) {
    precondition(c.columnStride == 1 || c.columns <= 1, "rows of this matrix are not contiguous")
    let target = MutableStridedMatrix(c)
    team.split(0..<target.rows) { rows in
      for i in rows {
        body(i, UnsafeMutableBufferPointer(start: target.base + i * target.rowStride, count: target.columns).mutableSpan)
      }
    }
  }
}
