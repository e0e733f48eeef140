import MatrixCore

/// The operations an engine is made of, in both precisions.
///
/// The portable Swift table is complete. Another table (a processor's instruction set, a loaded BLAS) is a copy of it in
/// which only what is done better is replaced.
package struct KernelTable: Sendable {
  package var double: ScalarKernels<Double>
  package var float: ScalarKernels<Float>
  package var scan: Scan
  package var negateNarrowed: NegateNarrowed
  /// The inner loop of the checks of tables.
  package var lines: LineKernel

  /// Sums, extremes and signs of A = Z diag(s) for Z with contiguous rows, s nil for ones; A goes into `single`, where one is
  /// given, rounded. Nil when the monitor stops it.
  package typealias Scan =
    @Sendable (
      _ z: StridedMatrix<Double>, _ s: UnsafePointer<Double>?, _ single: MutableStridedMatrix<Float>?, Team,
      WorkMonitor
    ) -> CoefficientScan?

  /// M ← −A in single precision, its columns contiguous, for A = Z diag(s) with contiguous rows. How many elements of A that are
  /// not zero become zero or subnormal.
  package typealias NegateNarrowed =
    @Sendable (_ z: StridedMatrix<Double>, _ s: UnsafePointer<Double>?, _ m: MutableStridedMatrix<Float>, Team) -> Int

  /// Raised by hand with every change that makes a Swift kernel faster or slower: a loop, a tile, a block size, a threshold.
  /// Calibrations of other revisions are not used. Not the identity of the executable: all programs of one user share what
  /// one of them measured.
  package static let revision = 18
}

/// Coarse operations on whole matrices of one precision. Every closure takes any strides and any size including zero, and
/// leaves shape checks to `Engine`. With α = 0 no factor is read, with β = 0 no result: NaN in them does not matter.
package struct ScalarKernels<Scalar: MatrixScalar>: Sendable {
  package typealias Input = StridedMatrix<Scalar>
  package typealias Output = MutableStridedMatrix<Scalar>

  /// C ← α A B + β C. With β = 0, C is not read.
  package var multiply: @Sendable (_ alpha: Scalar, _ a: Input, _ b: Input, _ beta: Scalar, _ c: Output, Team) -> Void

  /// y ← α A x + β y, x and y single columns. The transposed product is the same on a transposed view.
  package var multiplyVector: @Sendable (_ alpha: Scalar, _ a: Input, _ x: Input, _ beta: Scalar, _ y: Output, Team) -> Void

  /// C ← α A X + β C for A stored in single precision.
  package var multiplySingle:
    @Sendable (_ alpha: Scalar, _ a: StridedMatrix<Float>, _ x: Input, _ beta: Scalar, _ c: Output, Team) -> Void

  /// z ← y + A x, x, y and z single columns, and the norms of z − x.
  package var fixedPointStep: @Sendable (_ a: Input, _ x: Input, _ y: Input, _ z: Output, Team) -> FixedPointStep
  package var fixedPointStepSingle:
    @Sendable (_ a: StridedMatrix<Float>, _ x: Input, _ y: Input, _ z: Output, Team) -> FixedPointStep

  /// One block Gauss-Seidel sweep: the largest residuals, or nil with nothing changed when it cannot be made in one go.
  package var sweep: @Sendable (SweepOperands<Scalar, Scalar>, Team) -> [Double]?
  package var sweepSingle: @Sendable (SweepOperands<Float, Scalar>, Team) -> [Double]?

  /// P ← M⁻¹ R and W ← (I − A) P; false, with nothing changed, when it cannot be made in one go.
  package var directions: @Sendable (DirectionOperands<Scalar>, Team) -> Bool

  /// B ← T⁻¹ B for triangular T. Solves from the right are solves on transposed views.
  package var solveTriangular: @Sendable (_ triangle: Triangle, _ diagonal: Diagonal, _ t: Input, _ b: Output, Team) -> Void

  /// A ← L U, P A = L U; `pivots[k]` is the row exchanged with row k. Returns why there are no factors, or nil.
  package var factorize:
    @Sendable (_ a: Output, _ pivots: UnsafeMutablePointer<Int>, Pivoting, WorkMonitor, Team) -> FactorizationError?

  /// A⁻¹ from the factors in place. Returns why there is no inverse, or nil; without scratch memory nothing is changed.
  package var invert: @Sendable (_ factors: Output, _ pivots: UnsafePointer<Int>, WorkMonitor, Team) -> InversionError?

  /// X ← X⁻¹ without row exchanges. Returns why there is no inverse, or nil.
  package var invertWithoutExchanges: @Sendable (_ x: Output, WorkMonitor, Team) -> FactorizationError?

  /// Bytes of scratch memory that `directions` takes of k columns and blocks of some lines at most.
  package var directionScratch: @Sendable (_ order: Int, _ columns: Int, _ largest: Int, Team) -> Int

  /// Bytes of scratch memory that `factorize`, `invert` and `invertWithoutExchanges` take of matrices of an order.
  package var factorizationScratch: @Sendable (_ order: Int, Pivoting, Team) -> Int
  package var inversionScratch: @Sendable (_ order: Int, Team) -> Int
  package var scratchWithoutExchanges: @Sendable (_ order: Int, Team) -> Int

  /// C ← α S B + β C for the given rows of a sparse matrix in compressed rows.
  package var multiplySparse:
    @Sendable (
      _ alpha: Scalar, _ s: SparseMatrix<Scalar>, _ rows: Range<Int>, _ b: Input, _ beta: Scalar, _ c: Output, Team
    ) -> Void

  /// C ← α A B + C for the dense blocks of A, sorted by rows: each with its first column.
  package var multiplyBlocks: @Sendable (_ alpha: Scalar, [RegionBlock<Scalar>], _ b: Input, _ c: Output, Team) -> Void

  /// C ← R Z Kᵀ for sparse R (p × n) and K (q × m): every cell of Z is read once for every row of R that holds it and added
  /// to its targets in a fixed order, whatever the team.
  package var aggregate: @Sendable (_ r: SparseMatrix<Scalar>, _ z: Input, _ k: SparseMatrix<Scalar>, _ c: Output, Team) -> Void

  /// C ← α Sᵀ B + β C for sparse S in compressed rows.
  package var multiplySparseTransposed:
    @Sendable (_ alpha: Scalar, _ s: SparseMatrix<Scalar>, _ b: Input, _ beta: Scalar, _ c: Output, Team) -> Void

  /// A ← diag(d) Z diag(s), d and s contiguous single columns, nil for ones.
  package var scaled: @Sendable (_ z: Input, _ d: Input?, _ s: Input?, _ a: Output, Team) -> Void

  /// M ← I − A.
  package var identityMinus: @Sendable (_ a: Input, _ m: Output, Team) -> Void

  /// Compensated row sums of elements or magnitudes into contiguous memory.
  package var rowSums: @Sendable (_ a: Input, _ magnitudes: Bool, _ sums: UnsafeMutablePointer<Scalar>, Team) -> Void

  /// The largest magnitude.
  package var maximumNorm: @Sendable (_ a: Input, Team) -> Scalar

  /// The root of the sum of squares.
  package var frobeniusNorm: @Sendable (_ a: Input, Team) -> Scalar
}

/// Which triangle of a matrix holds the coefficients.
public enum Triangle: Sendable, Equatable {
  case lower, upper

  var transposed: Triangle { self == .lower ? .upper : .lower }
}

/// Whether the diagonal of a triangle is read or taken as ones.
public enum Diagonal: Sendable, Equatable {
  case stored, unit
}

extension KernelTable {
  /// The operations of one precision, chosen by type.
  func kernels<Scalar: MatrixScalar>(_: Scalar.Type) -> ScalarKernels<Scalar> {
    if let kernels = double as? ScalarKernels<Scalar> { return kernels }
    if let kernels = float as? ScalarKernels<Scalar> { return kernels }
    preconditionFailure("kernels exist for Double and Float")
  }
}
