import Kernels
import MatrixCore

/// Iteration with passes over A instead of an elimination: for few right-hand sides the cheapest by far.
///
/// The inner iteration runs on A in the given storage; its answer is corrected with residuals of the coefficients
/// themselves until the componentwise backward error is small, so that the storage shows in the time and not in the
/// answer. Cost: about ten passes over A on an economy; 2N³ flops for each block of N sectors. Memory: n² floats for
/// single storage, and the vectors.
/// References: Varga (1962) for regular splittings of M-matrices; Saad (2003), Iterative Methods for Sparse Linear Systems.
public struct IterativeSolver: LeontiefSolver {
  public enum Method: String, Sendable, CaseIterable {
    /// X ← X + M⁻¹ R: with M = I Neumann's series, else Jacobi's or the Gauss-Seidel iteration. Goes on with GMRES when it
    /// moves slowly, but for Neumann's series.
    case stationary
    case gmres, bicgstab, chebyshev
  }

  public var method: Method
  public var preconditioner: Preconditioner
  public var storage: IterationStorage
  /// The componentwise backward error at which an answer is good enough; of few sectors 4 n eps where that is less. An answer
  /// that does not get any better is accepted at 4 √n eps, which is what the residual itself is measured to.
  public var tolerance: Double
  /// Passes over A in whatever storage, residuals apart.
  public var mostPasses: Int

  public static let standardTolerance = 1e-14

  public init(
    _ method: Method = .stationary, preconditioner: Preconditioner = .blockGaussSeidel,
    storage: IterationStorage = .single, tolerance: Double = standardTolerance, mostPasses: Int = 5000
  ) {
    self.method = method
    self.preconditioner = preconditioner
    self.storage = storage
    self.tolerance = tolerance
    self.mostPasses = max(1, mostPasses)
  }

  /// Neumann's series x = y + A y + A² y + …, the rounds of production.
  public static let neumann = IterativeSolver(.stationary, preconditioner: .none, storage: .single)

  public var name: String {
    switch (method, preconditioner) {
    case (.stationary, .none): "neumann"
    case (.stationary, .diagonal): "jacobi"
    case (.stationary, .blockJacobi): "block-jacobi"
    case (.stationary, .blockGaussSeidel): "gauss-seidel"
    default: method.rawValue
    }
  }

  /// Right-hand sides are solved in panels of this many columns, which share the passes over A.
  package static let panelWidth = 64

  /// Without the kernels' scratch memory, which the engine knows.
  public func bytesNeeded(sectors n: Int, rightHandSides m: Int) -> Int {
    MemoryBudget.sum(matrixBytes(sectors: n), vectorBytes(sectors: n, rightHandSides: m, on: nil))
  }

  public func bytesNeeded(sectors n: Int, rightHandSides m: Int, on engine: Engine) -> Int {
    MemoryBudget.sum(matrixBytes(sectors: n), vectorBytes(sectors: n, rightHandSides: m, on: engine))
  }

  /// A in single precision and the inverses of blocks.
  private func matrixBytes(sectors n: Int) -> Int {
    let single = storage == .single ? SingleMatrix.bytes(sectors: n) : 0
    let blocks = MemoryBudget.bytes(rows: n, columns: min(n, RegionPartition.mostBlock))
    return MemoryBudget.sum(single, preconditioner.hasBlocks ? blocks : 0)
  }

  /// The answer and the vectors of a panel, and what the engine's kernels take beside them.
  func vectorBytes(sectors n: Int, rightHandSides m: Int, on engine: Engine?) -> Int {
    let k = min(m, Self.panelWidth)
    let panel = MemoryBudget.bytes(rows: n, columns: k)
    func panels(_ count: Int) -> Int {
      let (bytes, tooMany) = panel.multipliedReportingOverflow(by: count)
      return tooMany ? .max : bytes
    }
    // A shared space is freed before the columns get spaces of their own.
    let shared =
      mayShare(k)
      ? MemoryBudget.sum(
        panels(Self.sharedPanels), SharedSpace.bytes(rows: n, columns: k), directionScratch(sectors: n, columns: k, engine)) : 0
    return MemoryBudget.sum(MemoryBudget.bytes(rows: n, columns: m), max(shared, panels(vectorsPerPanel)))
  }

  /// Of preconditioning and product in one pass.
  private func directionScratch(sectors n: Int, columns k: Int, _ engine: Engine?) -> Int {
    guard let engine, preconditioner == .blockGaussSeidel, storage == .single else { return 0 }
    let largest = min(n, RegionPartition.mostBlock)
    return engine.directionScratch(order: n, columns: k, largestBlock: largest, of: Float.self)
  }

  /// Beside a shared space: the answer, what the check holds, what is exactly zero, and a step with its products and their
  /// conversions.
  private static let sharedPanels = 14

  private var vectorsPerPanel: Int {
    switch method {
    // One is for the weights of aggregates.
    case .bicgstab: 15
    case .chebyshev: 10
    // Neumann's series never goes on with GMRES; the other stationary iterations may have to.
    case .stationary where preconditioner == .none: 10
    case .stationary, .gmres: GMRESIteration.basis + 11
    }
  }

  public func prepare(
    _ coefficients: any CoefficientOperator, on engine: Engine, budget: MemoryBudget = .unlimited,
    monitor: WorkMonitor = .none
  ) throws(SolverError) -> any PreparedSystem {
    let clock = ContinuousClock()
    let start = clock.now
    let n = coefficients.count
    // Single precision is for elements that are all stored; what the coefficients have of it already is held by them.
    var solver = self
    if !coefficients.isDense { solver.storage = .double }
    let made = solver.storage == .single && coefficients.single != nil ? SingleMatrix.bytes(sectors: n) : 0
    try SolverError.reserve(
      solver.bytesNeeded(sectors: n, rightHandSides: 1, on: engine) - made, of: budget.holding(coefficients.allocatedBytes),
      for: "\(name) on \(n) sectors")
    guard monitor.allows(0) else { throw .stopped }
    let single = solver.storage == .single ? try coefficients.narrowed(on: engine) : nil
    let inverses =
      preconditioner.hasBlocks
      ? try BlockInverses(
        coefficients,
        Self.partition(
          RegionPartition.regions(coefficients.sectors), bytesPerPass: coefficients.bytesPerPass, sectors: n),
        single: single != nil, on: engine) : nil
    let diagonal = preconditioner == .diagonal ? try inverseDiagonal(coefficients) : []
    guard monitor.allows(1) else { throw .stopped }
    return IterativeSystem(
      solver, coefficients, single: single, inverses: inverses, diagonal: diagonal, engine: engine, budget: budget,
      prepareSeconds: (clock.now - start).seconds)
  }

  /// Blocks in proportion to a pass: inverting them costs 2nN² flops, and should not cost more than a pass or two.
  ///
  /// Their order is the root of the bytes of a line up to 128, and half of it up to `leastBlock`; what it costs and saves shows
  /// in the rows of `leontief-bench run --suite solvers` for one right-hand side and for 64.
  static func partition(_ regions: [Range<Int>], bytesPerPass: Int, sectors n: Int) -> RegionPartition {
    let root = Int((Double(bytesPerPass) / Double(max(1, n))).squareRoot())
    return RegionPartition(regions: regions, least: max(1, min(root, 128), min(root / 2, RegionPartition.leastBlock)))
  }

  /// 1 / (1 − a_ii).
  private func inverseDiagonal(_ coefficients: any CoefficientOperator) throws(SolverError) -> [Double] {
    let elements = coefficients.diagonal.map { 1 - $0 }
    if let zero = elements.firstIndex(of: 0) { throw .singular(sector: coefficients.sectors[zero]) }
    return elements.map { 1 / $0 }
  }
}

extension Preconditioner {
  var hasBlocks: Bool { self == .blockJacobi || self == .blockGaussSeidel }
}
