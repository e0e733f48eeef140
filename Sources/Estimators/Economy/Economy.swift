import Kernels
import MatrixCore
import Solvers
import Synchronization
import Tables

/// A table ready for the questions of estimators: its vectors, its coefficients A and a prepared system, with a count of
/// what was solved.
///
/// Shapes: n sectors.
/// Units: money of the table.
/// Cost: nothing forms an inverse: a row of L is one transposed solve, a column one solve, and a whole panel of them costs little
/// more than one.
public final class Economy: Sendable {
  public let sectors: SectorIndex
  public let metadata: TableMetadata
  /// x; nil in a table of coefficients without output.
  public let output: [Double]?
  /// y, row sums of final demand; nil in a table without any.
  public let finalDemand: [Double]?
  public let valueAdded: [Double]?
  /// v = va/x, 0 for inactive sectors; nil without value added.
  public let valueAddedCoefficients: [Double]?
  /// Positions of sectors without output.
  public let inactive: [Int]
  public let coefficients: any CoefficientOperator
  public let engine: Engine
  let system: any PreparedSystem
  private let log = Mutex(SolveCost())

  /// Prepares a table for some `rightHandSides` in all, by a `solver`, or the method predicted to be fastest for so many. The
  /// sectors `cut` buy nothing: their columns of A are zero.
  ///
  /// Cost: two passes over the flows, and what the method prepares.
  /// Memory: n² doubles for A beside the table.
  /// Errors: `EstimationError.solver` for output that is missing, negative without leave, or zero with inputs, and for memory.
  public convenience init(
    _ table: borrowing InputOutputTable, withoutInputsOf cut: [Int] = [], by solver: (any LeontiefSolver)? = nil,
    rightHandSides: Int, _ settings: EstimationSettings
  ) throws(EstimationError) {
    let facts = try EconomyFacts(table, settings)
    do throws(SolverError) {
      let matrix = try CoefficientMatrix(
        table, withoutInputsOf: cut, negativeOutput: settings.negativeOutput, on: settings.engine, budget: settings.budget)
      try self.init(
        facts, matrix, solver ?? AutoSolver(rightHandSides: rightHandSides), settings,
        budget: settings.budget.holding(table.allocatedBytes))
    } catch { throw .solver(error) }
  }

  /// The same of a table that is not needed any more: its flows are used where they are.
  ///
  /// Cost: a pass over the flows, and what the method prepares.
  /// Memory: no A beside the table.
  /// Errors: as above.
  public convenience init(
    flowsOf table: consuming InputOutputTable, rightHandSides: Int, _ settings: EstimationSettings
  ) throws(EstimationError) {
    let facts = try EconomyFacts(table, settings)
    let problem = SolveProblem(sectors: table.sectorCount, rightHandSides: rightHandSides)
    do throws(SolverError) {
      let matrix = try CoefficientMatrix(
        flowsOf: table, negativeOutput: settings.negativeOutput,
        alsoSingle: SolverChoice(problem, on: settings.engine, budget: settings.budget).wantsSingle, on: settings.engine,
        budget: settings.budget)
      try self.init(facts, matrix, AutoSolver(rightHandSides: rightHandSides), settings, budget: settings.budget)
    } catch { throw .solver(error) }
  }

  private init(
    _ facts: EconomyFacts, _ matrix: CoefficientMatrix, _ solver: any LeontiefSolver, _ settings: EstimationSettings,
    budget: MemoryBudget
  ) throws(SolverError) {
    system = try solver.prepare(matrix, on: settings.engine, budget: budget, monitor: settings.monitor)
    coefficients = matrix
    engine = settings.engine
    (sectors, metadata) = (facts.sectors, facts.metadata)
    (output, finalDemand) = (facts.output, facts.finalDemand)
    (valueAdded, valueAddedCoefficients) = (facts.valueAdded, facts.valueAddedCoefficients)
    inactive = (facts.output ?? []).enumerated().filter { $0.element == 0 }.map(\.offset)
  }

  /// n.
  public var sectorCount: Int { sectors.count }

  /// Memory of A and of what was prepared, bytes.
  public var allocatedBytes: Int { MemoryBudget.sum(coefficients.allocatedBytes, system.heldBytes) }

  /// What was solved so far.
  public var cost: SolveCost { log.withLock { $0 } }

  /// L Y or Lᵀ C for every column.
  ///
  /// Shapes: n × m in and out.
  /// Cost: m solves.
  /// Errors: `EstimationError.solver`.
  public func solve(
    _ rightHandSides: borrowing Matrix<Double>, _ orientation: Orientation, monitor: WorkMonitor = .none
  ) throws(EstimationError) -> Matrix<Double> {
    do throws(SolverError) {
      let solution = try system.solve(rightHandSides.view, orientation: orientation, monitor: monitor)
      let report = solution.report
      log.withLock { $0.add(report) }
      return solution.takeValues()
    } catch { throw .solver(error) }
  }

  /// The same for a few vectors, one array each.
  public func solve(
    _ vectors: [[Double]], _ orientation: Orientation, monitor: WorkMonitor = .none
  ) throws(EstimationError) -> [[Double]] {
    guard !vectors.isEmpty else { return [] }
    var panel = try Self.panel(rows: sectorCount, columns: vectors.count)
    for (j, vector) in vectors.enumerated() {
      precondition(vector.count == sectorCount, "a vector of another table")
      for i in vector.indices { panel[i, j] = vector[i] }
    }
    let solution = try solve(panel, orientation, monitor: monitor)
    return vectors.indices.map { j in (0..<sectorCount).map { solution[$0, j] } }
  }

  /// L u: the output that meets a final demand.
  /// Cost: one solve.
  public func output(meeting demand: [Double]) throws(EstimationError) -> [Double] {
    try solve([demand], .output)[0]
  }

  /// cᵀL for every row c: what each unit of final demand takes of it, from all sectors.
  /// Cost: a solve a row.
  public func contents(of rows: [[Double]]) throws(EstimationError) -> [[Double]] { try solve(rows, .transposed) }

  static func panel(rows: Int, columns: Int) throws(EstimationError) -> Matrix<Double> {
    do { return try Matrix(rows: rows, columns: columns, layout: .columnMajor) } catch { throw .solver(.allocation(error)) }
  }
}
