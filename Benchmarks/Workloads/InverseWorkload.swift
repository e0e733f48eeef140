import BenchmarkHarness
import Leontief

/// L = (I − A)⁻¹ in place, as `InverseSolver` makes it: by Gauss-Jordan elimination where the Swift kernels work and dominant
/// columns prove that it is safe, else by LU and the inverse from its factors.
public struct InverseWorkload: Workload {
  public init() {}

  public let kernel = "inverse"
  public let title = "L = (I - A)^-1 in place"

  /// 2n³ flops; the matrix read and written once.
  public func model(sectors n: Int) -> CostModel {
    let n = Double(n)
    return CostModel(flops: 2 * n * n * n, bytesMin: 16 * n * n, roof: .compute)
  }

  public func bytesNeeded(sectors n: Int) -> Int { bytes(squareMatrices: 2, of: n) }

  public func makeTask(_ economy: SyntheticEconomy) throws -> any TimedTask { try InverseTask(economy) }
}

package final class InverseTask: TimedTask {
  let economy: SyntheticEconomy
  private let original: Matrix<Double>
  package var answer: Matrix<Double>

  package init(_ economy: SyntheticEconomy) throws(AllocationError) {
    self.economy = economy
    original = try economy.leontiefMatrix()
    answer = try original.copied(layout: .columnMajor)
  }

  package func reset() { answer.refill(from: original) }

  /// The proof is a part of the work.
  package func run(on engine: Engine) throws {
    let isProved = engine.factorizesInSwift(order: economy.count) && Self.columnsDominate(economy.coefficients, on: engine)
    try Self.invert(&answer, needsNoExchange: isProved, on: engine)
  }

  private static func columnsDominate(_ coefficients: borrowing Matrix<Double>, on engine: Engine) -> Bool {
    CoefficientFacts(engine.scan(coefficients.view)).columnsDominate
  }

  private static func invert(_ matrix: inout Matrix<Double>, needsNoExchange: Bool, on engine: Engine) throws {
    var target = matrix.mutableView
    guard !needsNoExchange else { return try engine.invert(withoutExchanges: &target) }
    let pivots = try engine.factorize(&target)
    try engine.invert(factors: &target, pivots: pivots)
  }

  package var answerHash: UInt64 { answer.bitHash() }

  /// (I − A) L p = p for two random p, v'L = 1' in every column, and L ≥ 0.
  package func check() -> [AnswerCheck] {
    let checker = LinearSystemCheck(economy)
    var (gap, negative) = (0.0, 0)
    for j in 0..<answer.columns {
      let column = answer.columnValues(j)
      negative += column.count { !($0 >= 0) }
      gap = LinearSystemCheck.larger(gap, checker.accounting(x: column, demand: 1))
    }
    return [
      AnswerCheck("scaled_identity_residual", identityResidual(checker), atMost: 16),
      AnswerCheck("accounting_gap_n_eps", gap, atMost: LinearSystemCheck.accountingLimit),
      AnswerCheck("negative_multipliers", Double(negative), atMost: 0),
    ]
  }

  /// ‖((I − A) L − I) p‖∞ / (eps n ‖I − A‖∞ ‖L‖∞ ‖p‖∞), the worse of two p.
  private func identityResidual(_ checker: LinearSystemCheck) -> Double {
    var generator = SplitMix64(seed: economy.seed, stream: "inverse check")
    var norm = 0.0
    for sum in answer.compensatedProduct([Double](repeating: 1, count: answer.columns)) {
      // L is not negative, or another check fails: its row sums are its norm.
      norm = LinearSystemCheck.larger(norm, abs(sum))
    }
    var worst = 0.0
    for _ in 0..<2 {
      let p = (0..<economy.count).map { _ in Double(generator.next(in: -1024...1024)) }
      let w = answer.compensatedProduct(p)
      let aw = economy.coefficients.compensatedProduct(w)
      var largest = 0.0
      for i in p.indices { largest = LinearSystemCheck.larger(largest, abs((p[i] - w[i]) + aw[i])) }
      let scale = .ulpOfOne * Double(economy.count) * checker.rowNorm * norm * p.maximumNorm()
      worst = LinearSystemCheck.larger(worst, largest / scale)
    }
    return worst
  }
}
