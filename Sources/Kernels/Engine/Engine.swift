import MatrixCore

/// A set of kernels ready to work: what it is, how many threads it uses, and the operations on matrices.
///
/// All operations check shapes and trap on a disagreement: that is a programming error, not bad data. They do not check
/// for NaN. Results are bitwise equal from run to run for one engine and thread count, given memory for scratch. An engine that
/// joins two by a calibration is another one when the calibration changes: `description.selection` tells it.
public struct Engine: Sendable {
  public package(set) var description: EngineDescription
  /// One line for each thing the user should know: a library that could not be loaded, a forced core type.
  public package(set) var notes: [String]
  public let team: Team
  package var table: KernelTable

  /// Products of dense matrices: C ← α A B + β C.
  ///
  /// Shapes: A m × k, B k × n, C m × n, any strides; C must not overlap A or B. Cost: 2mnk flops.
  @_lifetime(c: copy c)
  public func multiply<Scalar: MatrixScalar>(
    _ alpha: Scalar = 1, _ a: MatrixView<Scalar>, _ b: MatrixView<Scalar>, plus beta: Scalar = 0,
    into c: inout MutableMatrixView<Scalar>
  ) {
    precondition(a.rows == c.rows && b.columns == c.columns && a.columns == b.rows, "shapes disagree")
    table.kernels(Scalar.self).multiply(alpha, StridedMatrix(a), StridedMatrix(b), beta, MutableStridedMatrix(c), team)
  }

  /// y ← α A x + β y. The transposed product is `multiplyVector` on `a.transposed`.
  ///
  /// Shapes: A m × n, x n, y m. Cost: one pass over A.
  public func multiplyVector<Scalar: MatrixScalar>(
    _ alpha: Scalar = 1, _ a: MatrixView<Scalar>, _ x: [Scalar], plus beta: Scalar = 0, into y: inout [Scalar]
  ) {
    precondition(a.rows == y.count && a.columns == x.count, "shapes disagree")
    guard a.rows > 0 else { return }
    x.withUnsafeBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        table.kernels(Scalar.self).multiplyVector(
          alpha, StridedMatrix(a), StridedMatrix(vector: x), beta, MutableStridedMatrix(vector: y), team)
      }
    }
  }

  /// B ← T⁻¹ B for a triangle of T.
  ///
  /// Shapes: T n × n, B n × m. Cost: n²m flops. A zero on a stored diagonal gives infinities, as in BLAS.
  @_lifetime(b: copy b)
  public func solveTriangular<Scalar: MatrixScalar>(
    _ triangle: Triangle, _ diagonal: Diagonal, _ t: MatrixView<Scalar>, _ b: inout MutableMatrixView<Scalar>
  ) {
    precondition(t.rows == t.columns && t.rows == b.rows, "shapes disagree")
    table.kernels(Scalar.self).solveTriangular(triangle, diagonal, StridedMatrix(t), MutableStridedMatrix(b), team)
  }

  /// Overwrites A with its factors L (unit lower) and U (upper), P A = L U.
  ///
  /// Shapes: A n × n, fastest when column-major. Cost: 2n³/3 flops. Without exchanges the growth of the factors is the
  /// caller's to check. The monitor is asked after every panel (a loaded library does all at once, unasked). Errors:
  /// `FactorizationError`; the absence of an error does not prove A well conditioned.
  public func factorize<Scalar: MatrixScalar>(
    _ a: inout MutableMatrixView<Scalar>, pivoting: Pivoting = .partial, monitor: WorkMonitor = .none
  ) throws(FactorizationError) -> Pivots {
    precondition(a.rows == a.columns, "only square matrices are factorized")
    var rows = [Int](0..<a.rows)
    let failure = rows.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap {
        table.kernels(Scalar.self).factorize(MutableStridedMatrix(a), $0, pivoting, monitor, team)
      }
    }
    if let failure { throw failure }
    return Pivots(rows: rows)
  }

  /// B ← A⁻¹ B, or A⁻ᵀ B, from the factors of A.
  ///
  /// Shapes: factors n × n, B n × m. Cost: 2n²m flops.
  @_lifetime(b: copy b)
  public func solve<Scalar: MatrixScalar>(
    factors: MatrixView<Scalar>, pivots: Pivots, transposed: Bool = false, _ b: inout MutableMatrixView<Scalar>
  ) {
    precondition(factors.rows == factors.columns && factors.rows == b.rows, "shapes disagree")
    precondition(pivots.rows.count == factors.rows, "pivots of another matrix")
    if transposed {
      solveTriangular(.lower, .stored, factors.transposed, &b)
      solveTriangular(.upper, .unit, factors.transposed, &b)
      pivots.undo(&b)
    } else {
      pivots.apply(&b)
      solveTriangular(.lower, .unit, factors, &b)
      solveTriangular(.upper, .stored, factors, &b)
    }
  }

  /// Overwrites the factors of A with A⁻¹.
  ///
  /// Cost: 4n³/3 flops after the factorization. The monitor is asked after every panel (a loaded library does all at once,
  /// unasked). Errors: `InversionError`, for the scratch panel (the factors are intact then) and when the monitor stops it.
  public func invert<Scalar: MatrixScalar>(
    factors: inout MutableMatrixView<Scalar>, pivots: Pivots, monitor: WorkMonitor = .none
  ) throws(InversionError) {
    precondition(factors.rows == factors.columns && pivots.rows.count == factors.rows, "shapes disagree")
    let failure = pivots.rows.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap {
        table.kernels(Scalar.self).invert(MutableStridedMatrix(factors), $0, monitor, team)
      }
    }
    if let failure { throw failure }
  }

  /// C ← α S B + β C for sparse S, or for some of its rows.
  ///
  /// Shapes: S m × n, B n × k, C m × k, or as many rows as are asked for; any strides; C must not overlap B. Cost: one pass
  /// over those rows, for every 16 columns where rows of B or C are not contiguous; these are packed, in memory for 16 columns
  /// of B and C, and without it each column is a pass. An element is the same sequence of operations whatever the number of
  /// threads.
  @_lifetime(c: copy c)
  public func multiply<Scalar: MatrixScalar>(
    _ alpha: Scalar = 1, sparse s: SparseMatrix<Scalar>, rows: Range<Int>? = nil, _ b: MatrixView<Scalar>,
    plus beta: Scalar = 0, into c: inout MutableMatrixView<Scalar>
  ) {
    let rows = rows ?? 0..<s.rows
    precondition(rows.lowerBound >= 0 && rows.upperBound <= s.rows, "rows out of range")
    precondition(rows.count == c.rows && b.columns == c.columns && s.columns == b.rows, "shapes disagree")
    table.kernels(Scalar.self).multiplySparse(alpha, s, rows, StridedMatrix(b), beta, MutableStridedMatrix(c), team)
  }

  /// C ← R Z Kᵀ for sparse R and K, as a scatter: no product is formed.
  ///
  /// Shapes: R p × n, Z n × m, K q × m, C p × q. Cost: one pass over Z when every column of R has one entry. The order of
  /// the additions is fixed, so results do not depend on the number of threads; whole numbers whose sums stay within the
  /// scalar's exact integers (2⁵³, 2²⁴ for `Float`) come out exact.
  @_lifetime(c: copy c)
  public func aggregate<Scalar: MatrixScalar>(
    rows r: SparseMatrix<Scalar>, _ z: MatrixView<Scalar>, columns k: SparseMatrix<Scalar>,
    into c: inout MutableMatrixView<Scalar>
  ) {
    precondition(r.columns == z.rows && k.columns == z.columns, "shapes disagree")
    precondition(r.rows == c.rows && k.rows == c.columns, "shapes disagree")
    table.kernels(Scalar.self).aggregate(r, StridedMatrix(z), k, MutableStridedMatrix(c), team)
  }
}

extension StridedMatrix {
  init(vector: UnsafeBufferPointer<Scalar>) {
    self.init(
      base: vector.baseAddress ?? MatrixView<Scalar>.nowhere, rows: vector.count, columns: 1, rowStride: 1,
      columnStride: max(1, vector.count))
  }
}

extension MutableStridedMatrix {
  init(vector: UnsafeMutableBufferPointer<Scalar>) {
    self.init(
      base: vector.baseAddress ?? UnsafeMutablePointer(mutating: MatrixView<Scalar>.nowhere), rows: vector.count,
      columns: 1, rowStride: 1, columnStride: max(1, vector.count))
  }
}
