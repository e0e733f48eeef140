import BenchmarkHarness
import Leontief

/// P (I − A) = L U in place.
public struct FactorizationWorkload: Workload {
  public init() {}

  public let kernel = "dgetrf"
  public let title = "LU of I - A with partial pivoting, in place, column-major"

  /// 2n³/3 flops; the matrix read and written once.
  public func model(sectors n: Int) -> CostModel {
    let n = Double(n)
    return CostModel(flops: 2 * n * n * n / 3, bytesMin: 16 * n * n, roof: .compute)
  }

  public func bytesNeeded(sectors n: Int) -> Int { bytes(squareMatrices: 2, of: n) }

  public func makeTask(_ economy: SyntheticEconomy) throws -> any TimedTask { try FactorizationTask(economy) }
}

package final class FactorizationTask: TimedTask {
  private let economy: SyntheticEconomy
  private let original: Matrix<Double>
  package var answer: Matrix<Double>
  private var pivots: Pivots?

  package init(_ economy: SyntheticEconomy) throws(AllocationError) {
    self.economy = economy
    original = try economy.leontiefMatrix()
    answer = try original.copied(layout: .columnMajor)
  }

  package func reset() { answer.refill(from: original) }

  package func run(on engine: Engine) throws { pivots = try answer.factorize(on: engine) }

  package var answerHash: UInt64 {
    var hash = ContentHash()
    hash.add(answer.bitHash())
    hash.add(pivots?.rows ?? [])
    return hash.value
  }

  /// Solves with the factors by substitution of its own and measures that answer; and no multiplier exceeds one, which is
  /// what partial pivoting promises.
  ///
  /// The backward error of LU without refinement is bounded by 3 gamma_n |L||U|, and |L||U| is a small multiple of |I − A|
  /// here; n eps is met with room.
  package func check() -> [AnswerCheck] {
    guard let pivots, pivots.rows.allSatisfy({ (0..<answer.rows).contains($0) }) else {
      return [AnswerCheck("pivots_missing", 1, atMost: 0)]
    }
    var generator = SplitMix64(seed: economy.seed, stream: "factorization check")
    let y = (0..<economy.count).map { _ in Double(generator.next(in: 1...1 << 20)) }
    let x = answer.substituted(y, pivots)
    return LinearSystemCheck(economy).residuals([(x, y)], backwardLimit: Double(economy.count + 1))
      + [AnswerCheck("largest_multiplier", answer.largestMultiplier(), atMost: 1)]
  }

}

extension Matrix where Scalar == Double {
  /// The largest magnitude under the diagonal.
  fileprivate borrowing func largestMultiplier() -> Double {
    var largest = 0.0
    let view = view
    for j in 0..<columns {
      let column = view.column(j)
      for i in j + 1..<max(rows, j + 1) { largest = LinearSystemCheck.larger(largest, abs(column[i])) }
    }
    return largest
  }
}
