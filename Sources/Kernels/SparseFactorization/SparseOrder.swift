import CSparseLU
import MatrixCore

/// The order in which a sparse matrix is eliminated: a block triangular form, and in its blocks one that keeps fill small.
///
/// Cost: the order (AMD) takes about as long as a few passes over the non-zeros and the fill; the elimination's flops grow with
/// the square of the fill, on one thread. The matrix is handed over by rows, which KLU reads as the columns of the transpose.
public final class SparseOrder: @unchecked Sendable {
  public let estimate: SparseFactorEstimate
  let matrix: SparseMatrix<Double>
  private let starts: [Int32]
  private let handle: OpaquePointer

  /// Orders a square matrix with rows. Errors: memory, more entries than KLU counts.
  public init(_ matrix: SparseMatrix<Double>, with library: SparseLibrary) throws(SparseFactorizationError) {
    precondition(matrix.rows == matrix.columns && matrix.rows > 0, "only square matrices have factors")
    guard matrix.nonZeros <= Int(Int32.max), matrix.rows < Int(Int32.max) else { throw .tooLarge }
    let starts = matrix.rowStarts.map { Int32(truncatingIfNeeded: $0) }
    var made: OpaquePointer?
    let code = csparselu_analyze(library.handle, Int32(matrix.rows), starts, matrix.columnIndices, &made)
    guard code == CSPARSELU_OK, let made else { throw Self.error(code, column: -1) }
    handle = made
    self.starts = starts
    self.matrix = matrix
    let found = csparselu_get_estimate(made)
    estimate = SparseFactorEstimate(
      blocks: Int(found.blocks), largestBlock: Int(found.largest_block), entries: found.factor_entries, flops: found.flops,
      bytes: found.bytes < 0x1p62 ? Int(found.bytes) : .max)
  }

  deinit { csparselu_free_order(handle) }

  /// Eliminates. Cannot be stopped on the way. NaN and infinities in the matrix are not looked for: they spread to solutions.
  /// Errors: a row without a pivot, memory, more fill than KLU counts.
  public func factors() throws(SparseFactorizationError) -> SparseFactors {
    var made: OpaquePointer?
    var column: Int32 = -1
    let code = csparselu_factorize(handle, starts, matrix.columnIndices, matrix.values, &made, &column)
    guard code == CSPARSELU_OK, let made else { throw Self.error(code, column: column) }
    return SparseFactors(self, adopting: made)
  }

  private static func error(_ code: Int32, column: Int32) -> SparseFactorizationError {
    switch Int(code) {
    case CSPARSELU_SINGULAR: .singular(row: column >= 0 ? Int(column) : nil)
    case CSPARSELU_TOO_LARGE: .tooLarge
    case CSPARSELU_NO_MEMORY: .memory
    default: preconditionFailure("KLU found the rows of a sparse matrix out of order")
    }
  }
}
