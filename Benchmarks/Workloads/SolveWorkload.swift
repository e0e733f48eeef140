import BenchmarkHarness
import Leontief

/// (I − A) X = Y from the coefficients to an answer with its certificate, as a user of the library calls it.
///
/// The whole is timed: looking at the coefficients, forming I − A, its factorization, the substitutions, one step of refinement and the measured residual.
/// The flop model counts the first solve only, as HPL does, so the rate is that of useful work.
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

  /// The residual of four columns and of a sum of all columns, v'x = 1'y in every column, and no negative output.
  package func check() -> [AnswerCheck] {
    let checker = LinearSystemCheck(economy)
    var pairs = sampleColumns.map { (x: answer.columnValues($0), y: demand.columnValues($0)) }
    if answer.columns > pairs.count { pairs.append(combination()) }
    var (gap, negative) = (0.0, 0)
    for j in 0..<answer.columns {
      let x = answer.columnValues(j)
      negative += x.count { !($0 >= 0) }
      // Demand is whole units under 2²⁰, so its plain sum is exact.
      let total = demand.columnValues(j).reduce(0, +)
      gap = LinearSystemCheck.larger(gap, checker.accounting(x: x, demand: total))
    }
    // One step of refinement in working precision usually leaves a few eps (observed: 5.1 at n = 598 with 64 columns); what
    // holds always is (n + 1) eps.
    return checker.residuals(pairs, backwardLimit: Double(economy.count + 1)) + [
      AnswerCheck("accounting_gap_n_eps", gap, atMost: LinearSystemCheck.accountingLimit),
      AnswerCheck("negative_outputs", Double(negative), atMost: 0),
    ]
  }

  private var sampleColumns: [Int] {
    let m = demand.columns
    return m <= 4 ? Array(0..<m) : [0, m / 3, 2 * m / 3, m - 1]
  }

  /// X p and Y p with small positive whole numbers p.
  private func combination() -> (x: [Double], y: [Double]) {
    var generator = SplitMix64(seed: economy.seed, stream: "solve check")
    let p = (0..<demand.columns).map { _ in Double(generator.next(in: 1...7)) }
    return (answer.compensatedProduct(p), demand.compensatedProduct(p))
  }
}
