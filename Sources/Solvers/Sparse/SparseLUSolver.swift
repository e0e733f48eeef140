import Kernels
import MatrixCore
import Tables

/// Sparse elimination of I − A by SuiteSparse's KLU, for tables that are truly sparse or fall into blocks.
///
/// The rows and columns are put into block triangular form, and each block is eliminated in an order that keeps fill small.
/// Cost: depends on the fill; beyond some percent of non-zeros the factors are dense and `lu` is faster by far. The
/// elimination runs on one thread and cannot be stopped on the way; its memory is known and asked for before.
/// Reference: Davis and Palamadai Natarajan (2010), ACM Trans. Math. Software 37, algorithm 907.
public struct SparseLUSolver: LeontiefSolver {
  public let name = "sparse-lu"
  /// Steps of refinement after the first solve, with residuals of the coefficients.
  public var refinements: Int
  private let library: SparseLibrary?

  /// With the library given, else the one that is found when it is needed. A negative number of refinements is none.
  public init(refinements: Int = 1, library: SparseLibrary? = nil) {
    self.refinements = max(0, refinements)
    self.library = library
  }

  /// Without fill, which only the order tells: the panels of right-hand sides. `prepare` asks for the factors.
  public func bytesNeeded(sectors n: Int, rightHandSides m: Int) -> Int {
    DenseLUSolver.panelBytes(sectors: n, rightHandSides: m)
  }

  /// Errors: `sparseLibraryMissing`; `singular`; the memory of the factors, foreseen; a stop, asked for between phases.
  public func prepare(
    _ coefficients: any CoefficientOperator, on engine: Engine, budget: MemoryBudget = .unlimited,
    monitor: WorkMonitor = .none
  ) throws(SolverError) -> any PreparedSystem {
    let clock = ContinuousClock()
    let start = clock.now
    let library = try chosenLibrary()
    let n = coefficients.count
    let matrixBytes = SparseCoefficients.bytes(
      sectors: n, nonZeros: MemoryBudget.sum(coefficients.facts.nonZeros, n))
    let held = budget.holding(coefficients.allocatedBytes)
    try SolverError.reserve(matrixBytes, of: held, for: "storing the non-zeros of I − A of \(n) sectors")
    let matrix = try IdentityMinus.compressedRows(of: coefficients, on: engine)
    guard monitor.allows(0.05) else { throw .stopped }
    let factors = try factorize(matrix, coefficients, library, held.holding(matrixBytes), monitor)
    return SparseLUSystem(
      coefficients: coefficients, factors: factors, library: library, engine: engine, refinements: refinements,
      budget: budget, prepareSeconds: (clock.now - start).seconds, matrixBytes: matrixBytes)
  }

  private func chosenLibrary() throws(SolverError) -> SparseLibrary {
    if let library { return library }
    do { return try SparseLibrary.standard() } catch { throw .sparseLibraryMissing(reason: error.description) }
  }

  /// nil without sectors.
  private func factorize(
    _ matrix: SparseMatrix<Double>, _ coefficients: any CoefficientOperator, _ library: SparseLibrary,
    _ budget: MemoryBudget, _ monitor: WorkMonitor
  ) throws(SolverError) -> SparseFactors? {
    let n = coefficients.count
    guard n > 0 else { return nil }
    let order: SparseOrder
    do { order = try SparseOrder(matrix, with: library) } catch {
      throw SolverError(error, coefficients.sectors, bytes: 12 * matrix.nonZeros)
    }
    let needed = MemoryBudget.sum(order.estimate.bytes, bytesNeeded(sectors: n, rightHandSides: 1))
    try SolverError.reserve(needed, of: budget, for: "sparse LU of \(n) sectors")
    guard monitor.allows(0.2) else { throw .stopped }
    let factors: SparseFactors
    do { factors = try order.factors() } catch {
      throw SolverError(error, coefficients.sectors, bytes: order.estimate.bytes)
    }
    guard monitor.allows(1) else { throw .stopped }
    return factors
  }
}

extension SolverError {
  fileprivate init(_ error: SparseFactorizationError, _ sectors: SectorIndex, bytes: Int) {
    switch error {
    case .singular(let row?): self = .singular(sector: sectors[row])
    case .singular(nil): self = .singularPattern(sectors: sectors.count)
    case .tooLarge: self = .sparseFactorsTooLarge(sectors: sectors.count)
    case .memory: self = .allocation(AllocationError(bytes: bytes))
    }
  }
}
