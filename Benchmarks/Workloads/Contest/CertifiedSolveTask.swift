import BenchmarkHarness
import Leontief

/// (I − A) X = Y from the coefficients in memory to an answer in memory, by the method that is chosen for it.
///
/// All that depends on A or Y is timed, as a user of the library calls it: the choice, the look at the coefficients, copies in
/// single precision, inverses of blocks, iterations, the measured residual.
package final class CertifiedSolveTask: ReportingTask {
  /// How A is in memory before the time begins.
  package enum Storage {
    /// n × n doubles.
    case dense
    case compressedRows
  }

  /// What the answer must be proved to be, whatever the condition of the table: |x − x̂| ≤ 10⁻¹² |x̂| in every component.
  static let componentErrorLimit = 1e-12

  private let economy: SyntheticEconomy
  private let sectors: SectorIndex
  private let demand: Matrix<Double>
  private let rows: SparseMatrix<Double>?
  private var values: Matrix<Double>?
  package var answer: Matrix<Double>
  /// Of the last run: what certifies it, and what it reported.
  private var system: (any PreparedSystem)?
  private var engine: Engine?
  package private(set) var method: MethodRecord?

  /// Errors: `LabelError`, `AllocationError`.
  package init(_ economy: SyntheticEconomy, rightHandSides: Int, storage: Storage) throws {
    self.economy = economy
    sectors = try SectorIndex(economy.labels)
    demand = try economy.finalDemand(columns: rightHandSides)
    rows = storage == .dense ? nil : economy.coefficients.compressedRows()
    answer = try Matrix(rows: economy.count, columns: rightHandSides, layout: .columnMajor)
  }

  /// The solver takes over its coefficients, so each run gets a copy.
  package func reset() throws {
    system = nil
    if rows == nil { values = try economy.coefficients.copied(layout: .rowMajor) }
  }

  package func run(on engine: Engine) throws {
    let coefficients = try coefficients(on: engine)
    let system = try AutoSolver(rightHandSides: demand.columns).prepare(coefficients, on: engine)
    var solution = try Self.solve(system, demand)
    swap(&answer, &solution.values)
    method = MethodRecord(solution.report)
    (self.system, self.engine) = (system, engine)
  }

  private func coefficients(on engine: Engine) throws -> any CoefficientOperator {
    if let rows { return try SparseCoefficients(sectors: sectors, values: rows, on: engine) }
    guard let values = values.take() else { preconditionFailure("a run without a reset") }
    let problem = SolveProblem(sectors: economy.count, rightHandSides: demand.columns)
    let wantsSingle = SolverChoice(problem, on: engine).wantsSingle
    return try CoefficientMatrix(sectors: sectors, values: values, alsoSingle: wantsSingle, on: engine)
  }

  private static func solve(
    _ system: any PreparedSystem, _ demand: borrowing Matrix<Double>
  ) throws(SolverError) -> Solution {
    try system.solve(demand.view, orientation: .output)
  }

  package var answerHash: UInt64 { answer.bitHash() }

  package func check() -> [AnswerCheck] { SolutionCheck(economy).checks(answer, demand: demand) + [componentError] }

  /// Proved by the project's certificate, which trusts neither the system nor its answer.
  private var componentError: AnswerCheck {
    let bound = try? Self.bound(system, answer, demand, engine)
    return AnswerCheck("component_error_bound", bound ?? .infinity, atMost: Self.componentErrorLimit)
  }

  private static func bound(
    _ system: (any PreparedSystem)?, _ answer: borrowing Matrix<Double>, _ demand: borrowing Matrix<Double>, _ engine: Engine?
  ) throws(SolverError) -> Double? {
    guard let system, let engine else { return nil }
    let certificate = try Certifier(engine: engine).certify(
      system, values: answer.view, rightHandSides: demand.view, orientation: .output)
    return certificate.report.componentErrorBound
  }

  /// What `auto` expects of this problem, on the coefficients of the last run.
  package func predictedSeconds() -> Double? {
    guard let system, let engine else { return nil }
    return SolverChoice(SolveProblem(system.coefficients, rightHandSides: demand.columns), on: engine).chosen?.seconds
  }
}
