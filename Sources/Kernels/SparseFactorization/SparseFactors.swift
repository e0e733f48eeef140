import CSparseLU
import MatrixCore
import Synchronization

/// Why a sparse matrix was not ordered, factorized or solved with.
public enum SparseFactorizationError: Error, Equatable, Sendable {
  /// No pivot for this row of the matrix; nil where the library names none (KLU 1.3.8 always does).
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

/// L and U of a sparse matrix, by way of its block triangular form: made by `SparseOrder.factors()`.
public final class SparseFactors: @unchecked Sendable {
  /// Which holds KLU's order as long as the factors need it.
  private let order: SparseOrder
  private let handle: OpaquePointer
  /// KLU has one workspace for all solutions.
  private let lock = Mutex(())

  init(_ order: SparseOrder, adopting handle: OpaquePointer) {
    self.order = order
    self.handle = handle
  }

  deinit { csparselu_free_factors(handle) }

  public var estimate: SparseFactorEstimate { order.estimate }

  /// Bytes held by the order and the factors, and at the peak so far.
  public var allocatedBytes: Int { lock.withLock { _ in csparselu_bytes(handle) } }
  public var peakBytes: Int { lock.withLock { _ in csparselu_peak_bytes(handle) } }

  /// X ← M⁻¹ X, or M⁻ᵀ X.
  ///
  /// Shapes: X n × m, column-major and contiguous. Cost: one pass over the factors for every four columns, one caller at a
  /// time.
  @_lifetime(x: copy x)
  public func solve(transposed: Bool, _ x: inout MutableMatrixView<Double>) {
    let n = order.matrix.rows
    precondition(x.rows == n && x.rowStride == 1 && (x.columns <= 1 || x.columnStride == n), "shapes disagree")
    guard x.columns > 0 else { return }
    let (base, columns) = (x.base, Int32(clamping: x.columns))
    let code = lock.withLock { _ in csparselu_solve(handle, !transposed, columns, base) }
    precondition(code == CSPARSELU_OK, "KLU refuses only sizes that are checked here")
  }
}
