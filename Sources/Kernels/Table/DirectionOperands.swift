import MatrixCore

/// What one step of a block Krylov method reads and writes.
package struct DirectionOperands<Scalar: MatrixScalar>: Sendable {
  package var a: StridedMatrix<Scalar>
  package var isTransposed: Bool
  package var blocks: [Range<Int>]
  package var inverses: StridedMatrix<Scalar>
  /// Rows are contiguous in all three.
  package var r: StridedMatrix<Scalar>
  package var p: MutableStridedMatrix<Scalar>
  package var w: MutableStridedMatrix<Scalar>
}
