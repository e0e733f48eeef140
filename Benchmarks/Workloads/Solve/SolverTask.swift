import BenchmarkHarness
import Leontief

/// One family of solvers on one economy.
package final class SolverTask: TimedTask {
  private let economy: SyntheticEconomy
  private let workload: SolverWorkload
  private let sectors: SectorIndex
  private let rows: SparseMatrix<Double>?
  private let demand: Matrix<Double>
  private var values: Matrix<Double>?
  package var answer: Matrix<Double>
  /// Passes over A or steps of refinement of the last run.
  package private(set) var iterations: Int?

  /// Errors: `AllocationError`, `LabelError`; `ProblemRefusal` without the library of sparse elimination.
  package init(_ economy: SyntheticEconomy, _ workload: SolverWorkload) throws {
    if workload.kind == .sparseLU {
      do { _ = try SparseLibrary.standard() } catch { throw ProblemRefusal(error.description) }
    }
    let columns = workload.sides.columns(economy.count)
    self.economy = economy
    self.workload = workload
    sectors = try SectorIndex(economy.labels)
    rows = workload.storage == .dense ? nil : economy.coefficients.compressedRows()
    demand = try economy.finalDemand(columns: columns)
    answer = try Matrix(rows: economy.count, columns: columns, layout: .columnMajor)
  }

  /// The solver takes over its coefficients, so each run gets a copy.
  package func reset() throws {
    if rows == nil { values = try economy.coefficients.copied(layout: .rowMajor) }
  }

  package func run(on engine: Engine) throws {
    let system = try solver.prepare(try coefficients(on: engine), on: engine, budget: .unlimited, monitor: .none)
    var solution = try Self.solve(system, demand, workload.orientation)
    swap(&answer, &solution.values)
    iterations = solution.report.iterations
  }

  /// GTH is given value added as data.
  private var solver: any LeontiefSolver {
    workload.kind.solver(
      rightHandSides: demand.columns, deficits: workload.kind == .gth ? economy.valueAdded : nil)
  }

  private func coefficients(on engine: Engine) throws -> any CoefficientOperator {
    if let rows { return try SparseCoefficients(sectors: sectors, values: rows, on: engine) }
    guard let values = values.take() else { preconditionFailure("a run without a reset") }
    return try CoefficientMatrix(sectors: sectors, values: values, alsoSingle: wantsSingle, on: engine)
  }

  /// Iterations work on A in single precision, which is made in the pass that looks at A.
  private var wantsSingle: Bool { (solver as? IterativeSolver)?.storage == .single }

  private static func solve(
    _ system: any PreparedSystem, _ demand: borrowing Matrix<Double>, _ orientation: Orientation
  ) throws(SolverError) -> Solution {
    try system.solve(demand.view, orientation: orientation)
  }

  package var answerHash: UInt64 { answer.bitHash() }

  package func check() -> [AnswerCheck] {
    let checker = SolutionCheck(economy, promised: promisedError)
    let answers =
      workload.orientation == .output
      ? checker.checks(answer, demand: demand) : checker.transposedChecks(answer, demand: demand)
    return answers + [AnswerCheck("iterations", iterations.map(Double.init) ?? .nan, atMost: mostIterations)]
  }

  /// Iterations end at their tolerance as they measure it, or at 4 √n eps: twice that allows for the roundings of their
  /// measurement. In units of eps.
  var promisedError: Double {
    guard let iteration = solver as? IterativeSolver else { return 0 }
    return 2 * max(iteration.tolerance / .ulpOfOne, 4 * Double(economy.count).squareRoot())
  }

  /// A solver that needs more than these is broken, whatever it answers. Observed on the economies of 26x23 and 41x35 and on the
  /// bundled table: 7 to 14 passes of iterations, 3 refinements of factors in single precision, one of others.
  private var mostIterations: Double {
    switch workload.kind {
    case .luMixed: 6
    case .gmres, .gaussSeidel, .bicgstab: 40
    default: 2
    }
  }
}
