import Kernels
import MatrixCore
import Tables

/// A prepared system whose A was changed in k rows and columns, without preparing it anew (Woodbury's formula).
///
/// Cost: k solves and one that proves productivity, 2nk² + 2k³/3 flops; then for each right-hand side two solves of the base
/// system (one is a refinement on the changed coefficients) and 8nk flops. Memory: 3kn doubles beside the base system. A
/// sector whose row and column both become zero counts once.
///
/// A solve of a `DenseLUSystem` is about six products with A, its checks included, so that against a new LU factorization a
/// change pays up to about k = n/40 to n/20, not to the n/3 of the flops of triangular solves alone: at n = 1,435 a new LU
/// took 78 ms, k = 1 37 ms, k = 35 77 ms, k = 140 200 ms (22 November 2026, two threads of a Zen 5, tests on an idle-priority
/// process). Changes that come one after another solve only for what is new.
///
/// The residual is measured on the changed coefficients. A change of an `UpdatedSystem` is one of its base system: what was
/// solved for stays, and only what is new is solved for.
public final class UpdatedSystem: RefiningSystem {
  /// The system prepared before all changes.
  public let base: any PreparedSystem
  let changed: ChangedCoefficients
  private let update: WoodburyUpdate
  let engine: Engine
  let budget: MemoryBudget
  private let prepareSeconds: Double

  /// Errors: `SolverError.update` for a change that does not fit the table, that leaves it unproductive (A' ≥ 0) or I − A'
  /// singular to working precision; the base system's errors; memory; `.stopped`.
  public init(
    _ system: any PreparedSystem, changing change: CoefficientChange, on engine: Engine,
    budget: MemoryBudget = .unlimited, monitor: WorkMonitor = .none
  ) throws(SolverError) {
    let start = ContinuousClock().now
    let previous = system as? UpdatedSystem
    let base = previous?.base ?? system
    let held = budget.holding(base.heldBytes)
    let edits = try Self.edits(change, system, previous, on: engine, held)
    let changed = try ChangedCoefficients(base.coefficients, edits, on: engine)
    let lowRank = try Self.lowRank(edits)
    try SolverError.reserve(
      WoodburyUpdate.bytesNeeded(sectors: changed.count, rank: lowRank.rank), of: held.holding(changed.allocatedBytes),
      for: "a change of rank \(lowRank.rank)")
    let solved = try Self.solve(lowRank, edits, changed, base, previous, monitor.part(0...0.8))
    let update = try WoodburyUpdate(lowRank, solved: solved, on: engine)
    self.update = update
    (self.base, self.changed, self.engine, self.budget) = (base, changed, engine, budget)
    prepareSeconds = (ContinuousClock().now - start).seconds
    guard !self.update.capacitance.isSingular else { throw notProductive }
    try proveProductivity(monitor.part(0.8...1))
  }

  public var coefficients: any CoefficientOperator { changed }

  /// k, the rank of the change as it is applied.
  public var rank: Int { update.change.rank }

  /// The smallest pivot of the k × k system of the change: 1 − vᵀLu for rank one. Near zero the table is at the end of its
  /// productivity.
  public var factor: Double { update.capacitance.factor }

  /// Whether this system has solved for the same column of U, which is then copied. A row's is a unit vector.
  func copySolved(
    _ line: CoefficientLine, _ next: ChangedCoefficients, to k: Int, of target: inout Matrix<Double>
  ) -> Bool {
    if case .column(let j) = line {
      guard (0..<sectorCount).allSatisfy({ changed.elementOfColumn(j, row: $0) == next.elementOfColumn(j, row: $0) }) else {
        return false
      }
    }
    return update.copyColumn(of: line, to: k, of: &target)
  }

  /// A' ≥ 0 is productive exactly when (I − A') z = 1 has a solution z > 0 (Hawkins and Simon 1949).
  private func proveProductivity(_ monitor: WorkMonitor) throws(SolverError) {
    guard changed.facts.isNonNegative, rank > 0 else { return }
    let ones = [Double](repeating: 1, count: sectorCount)
    let z = try solve(MatrixView(column: ones.span), orientation: .output, monitor: monitor)
    // (I − A') z is at least 1 − residual, rounding of the residual aside.
    guard z.report.errors.residual < 1, z.vector.allSatisfy({ $0 > 0 }) else { throw notProductive }
  }

  private var notProductive: SolverError { .update(.notProductive(sectors: changedSectors, factor: factor)) }

  /// The sectors whose rows or columns changed, in order.
  private var changedSectors: [SectorLabel] {
    Set(changed.rowPositions).union(changed.columnPositions).sorted().map { changed.sectors[$0] }
  }

  // MARK: As a refining system

  let leastRefinements = 1

  /// The base system and the change.
  public var heldBytes: Int {
    MemoryBudget.sum(base.heldBytes, WoodburyUpdate.bytesNeeded(sectors: sectorCount, rank: rank))
  }

  func approximate(
    _ y: MatrixView<Double>, _ orientation: Orientation, monitor: WorkMonitor
  ) throws(SolverError) -> Solution {
    try update.apply(y, orientation, base, on: engine, monitor: monitor)
  }

  func completed(_ report: SolveReport) -> SolveReport {
    var report = report
    report.reason = "a change of rank \(rank) of a system prepared by \(report.method): \(report.reason)"
    report.method = "update"
    report.prepareSeconds = prepareSeconds
    // The base system's work is not what this preparation did.
    (report.flops, report.singleFlops, report.readings) = (nil, 0, report.readings.map { _ in [] })
    return report
  }

  func failure(_ errors: ErrorMeasures) -> SolverError {
    .update(.inaccurate(sectors: changedSectors, scaled: errors.scaledResidual))
  }
}
