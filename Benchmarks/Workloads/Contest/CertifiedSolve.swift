import BenchmarkHarness
import Leontief

/// Solves (I − A) X = Y by the method that is chosen for it, and proves the answer.
package final class CertifiedSolve {
  /// What the answer must be proved to be, whatever the condition of the table: |x − x̂| ≤ 10⁻¹² |x̂| in every component.
  static let componentErrorLimit = 1e-12

  let sectors: SectorIndex
  private let demand: Matrix<Double>
  package var answer: Matrix<Double>
  /// Of the last run: what certifies it, and what it reported.
  private var system: (any PreparedSystem)?
  private var engine: Engine?
  private(set) var method: MethodRecord?

  /// Errors: `LabelError`, `AllocationError`.
  init(_ labels: [SectorLabel], seed: UInt64, rightHandSides: Int) throws {
    sectors = try SectorIndex(labels)
    demand = try SyntheticEconomy.finalDemand(of: labels.count, columns: rightHandSides, seed: seed)
    answer = try Matrix(rows: labels.count, columns: rightHandSides, layout: .columnMajor)
  }

  /// Forgets the system of the last run, and with it the coefficients.
  func release() { system = nil }

  func run(_ rows: SparseMatrix<Double>, on engine: Engine) throws {
    try run(try SparseCoefficients(sectors: sectors, values: rows, on: engine), on: engine)
  }

  func run(_ values: consuming Matrix<Double>, on engine: Engine) throws {
    let problem = SolveProblem(sectors: sectors.count, rightHandSides: demand.columns)
    let wantsSingle = SolverChoice(problem, on: engine).wantsSingle
    try run(
      try CoefficientMatrix(sectors: sectors, values: values, alsoSingle: wantsSingle, on: engine), on: engine)
  }

  private func run(_ coefficients: any CoefficientOperator, on engine: Engine) throws {
    let system = try AutoSolver(rightHandSides: demand.columns).prepare(coefficients, on: engine)
    var solution = try Self.solve(system, demand)
    swap(&answer, &solution.values)
    method = MethodRecord(solution.report)
    (self.system, self.engine) = (system, engine)
  }

  private static func solve(
    _ system: any PreparedSystem, _ demand: borrowing Matrix<Double>
  ) throws(SolverError) -> Solution {
    try system.solve(demand.view, orientation: .output)
  }

  func checks(_ economy: SyntheticEconomy) -> [AnswerCheck] {
    SolutionCheck(economy).checks(answer, demand: demand) + [componentError]
  }

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
  func predictedSeconds() -> Double? {
    guard let system, let engine else { return nil }
    return SolverChoice(SolveProblem(system.coefficients, rightHandSides: demand.columns), on: engine).chosen?.seconds
  }
}
