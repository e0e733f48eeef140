import CSparseLU
import MatrixCore
import Synchronization

/// Why a sparse matrix was not ordered, factorized or solved with.
public enum SparseFactorizationError: Error, Equatable, Sendable {
  /// No pivot for this row of the matrix; nil when no permutation fills the diagonal.
  case singular(row: Int?)
  case memory
  /// More than 2³¹ − 1 entries.
  case tooLarge
}

/// What the order of elimination says before any number is looked at; exact as long as pivots stay on the diagonal.
public struct SparseFactorEstimate: Sendable, Equatable {
  /// Diagonal blocks of the block triangular form, and the rows of the largest.
  public let blocks: Int
  public let largestBlock: Int
  /// Entries of L, U and what lies between the blocks.
  public let entries: Double
  public let flops: Double
  /// Bytes of the factors and KLU's vectors.
  public let bytes: Int
}

/// L and U of a sparse matrix, by way of its block triangular form.
///
/// Cost: a fill-reducing order (AMD) to begin with, then flops that grow with the square of the fill, on one thread. The
/// matrix is handed over by rows, which KLU reads as the columns of the transpose.
public final class SparseFactors: @unchecked Sendable {
  public let estimate: SparseFactorEstimate
  private let matrix: SparseMatrix<Double>
  private let starts: [Int32]
  private let factors: OpaquePointer
  /// KLU has one workspace for all solutions.
  private let lock = Mutex(())

  /// Orders a square matrix. Cost: near that of one pass over the non-zeros and the fill. Errors: no full diagonal, memory.
  public init(_ matrix: SparseMatrix<Double>, with library: SparseLibrary) throws(SparseFactorizationError) {
    precondition(matrix.rows == matrix.columns && matrix.rows > 0, "only square matrices have factors")
    guard matrix.nonZeros <= Int(Int32.max), matrix.rows < Int(Int32.max) else { throw .tooLarge }
    let starts = matrix.rowStarts.map { Int32(truncatingIfNeeded: $0) }
    var made: OpaquePointer?
    let code = csparselu_analyze(library.handle, Int32(matrix.rows), starts, matrix.columnIndices, &made)
    guard code == CSPARSELU_OK, let made else { throw Self.error(code, column: -1) }
    factors = made
    self.starts = starts
    self.matrix = matrix
    let found = csparselu_get_estimate(made)
    estimate = SparseFactorEstimate(
      blocks: Int(found.blocks), largestBlock: Int(found.largest_block), entries: found.factor_entries, flops: found.flops,
      bytes: found.bytes < 0x1p62 ? Int(found.bytes) : .max)
  }

  deinit { csparselu_free(factors) }

  /// Eliminates. Call it once. Cannot be stopped on the way.
  public func factorize() throws(SparseFactorizationError) {
    var column: Int32 = -1
    let code = csparselu_factorize(factors, starts, matrix.columnIndices, matrix.values, &column)
    guard code == CSPARSELU_OK else { throw Self.error(code, column: column) }
  }

  /// Bytes held by the order and the factors, and at the peak so far.
  public var allocatedBytes: Int { csparselu_bytes(factors) }
  public var peakBytes: Int { csparselu_peak_bytes(factors) }

  /// X ← M⁻¹ X, or M⁻ᵀ X.
  ///
  /// Shapes: X n × m, column-major and contiguous. Cost: one pass over the factors for every four columns, one caller at a
  /// time. Errors: none but misuse: the factors must be there.
  @_lifetime(x: copy x)
  public func solve(transposed: Bool, _ x: inout MutableMatrixView<Double>) {
    precondition(x.rows == matrix.rows && x.rowStride == 1 && (x.columns <= 1 || x.columnStride == x.rows), "shapes disagree")
    guard x.columns > 0 else { return }
    let (base, columns) = (x.base, Int32(clamping: x.columns))
    let code = lock.withLock { _ in csparselu_solve(factors, !transposed, columns, base) }
    precondition(code == CSPARSELU_OK, "a matrix is solved with after it is factorized")
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
