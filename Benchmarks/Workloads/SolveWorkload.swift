import BenchmarkHarness
import Leontief

/// (I − A) X = Y from the coefficients to an answer with its certificate, as a user of the library calls it.
///
/// The whole is timed: looking at the coefficients, forming I − A, its factorization, the substitutions, one step of
/// refinement and the measured residual. The flop model counts the first solve only, as HPL does, so the rate is that of
/// useful work.
public struct SolveWorkload: Workload {
  public let rightHandSides: Int

  public init(rightHandSides: Int) { self.rightHandSides = rightHandSides }

  public let kernel = "solve"
  public var title: String {
    "(I - A) X = Y with \(rightHandSides) right-hand \(rightHandSides == 1 ? "side" : "sides"), all of it: form, factorize, "
      + "solve, refine, measure the residual"
  }
  public var parameters: [String: CellParameter] { ["nrhs": .integer(rightHandSides)] }

  /// 2n³/3 + 2n²m flops; A read, Y read and X written once.
  public func model(sectors n: Int) -> CostModel {
    let (n, m) = (Double(n), Double(rightHandSides))
    return CostModel(flops: 2 * n * n * n / 3 + 2 * n * n * m, bytesMin: 8 * (n * n + 2 * n * m), roof: .compute)
  }

  public func bytesNeeded(sectors n: Int) -> Int {
    let solver = DenseLUSolver().bytesNeeded(sectors: n, rightHandSides: rightHandSides)
    let (sum, overflow) = bytes(squareMatrices: 1, of: n).addingReportingOverflow(solver)
    return overflow ? .max : sum
  }

  public func makeTask(_ economy: SyntheticEconomy) throws -> any TimedTask {
    try SolveTask(economy, rightHandSides: rightHandSides)
  }
}

package final class SolveTask: TimedTask {
  private let economy: SyntheticEconomy
  private let sectors: SectorIndex
  private let demand: Matrix<Double>
  private var values: Matrix<Double>?
  package var answer: Matrix<Double>

  package init(_ economy: SyntheticEconomy, rightHandSides: Int) throws {
    self.economy = economy
    sectors = try SectorIndex(economy.labels)
    demand = try economy.finalDemand(columns: rightHandSides)
    answer = try Matrix(rows: economy.count, columns: rightHandSides, layout: .columnMajor)
  }

  /// The solver takes over its coefficients, so each run gets a copy.
  package func reset() throws {
    values = try economy.coefficients.copied(layout: .rowMajor)
  }

  package func run(on engine: Engine) throws {
    guard let values = values.take() else { preconditionFailure("a run without a reset") }
    let coefficients = try CoefficientMatrix(sectors: sectors, values: values, on: engine)
    let system = try DenseLUSolver().prepare(coefficients, on: engine)
    var solution = try Self.solve(system, demand)
    swap(&answer, &solution.values)
  }

  private static func solve(
    _ system: any PreparedSystem, _ demand: borrowing Matrix<Double>
  ) throws(SolverError) -> Solution {
    try system.solve(demand.view, orientation: .output)
  }

  package var answerHash: UInt64 { answer.bitHash() }

  package func check() -> [AnswerCheck] { SolutionCheck(economy).checks(answer, demand: demand) }
}
