import MatrixCore

/// What a block Gauss-Seidel sweep reads and writes.
package struct SweepOperands<Stored: MatrixScalar, Scalar: MatrixScalar>: Sendable {
  /// n × n.
  package var a: StridedMatrix<Stored>
  /// Whether lines are the columns of A, and the inverses are used transposed.
  package var isTransposed: Bool
  /// In the order in which they are taken.
  package var blocks: [Range<Int>]
  /// (I − A_ss)⁻¹ in the rows of block s, in the first columns.
  package var inverses: StridedMatrix<Stored>
  package var x: MutableStridedMatrix<Scalar>
  /// Nil for zeros.
  package var y: StridedMatrix<Scalar>?
  /// X is zero outside of these lines.
  package var support: Range<Int>
}
