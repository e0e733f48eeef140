import BenchmarkHarness
import Leontief

/// P (I − A) = L U in single precision, in place: what solvers of mixed precision rest on.
public struct SingleFactorizationWorkload: Workload {
  public init() {}

  public let kernel = "sgetrf"
  public let title = "LU of I - A with partial pivoting in single precision, in place, column-major"
  public var parameters: [String: CellParameter] { ["dtype": .text("f32")] }

  /// 2n³/3 flops; the matrix read and written once.
  public func model(sectors n: Int) -> CostModel {
    let n = Double(n)
    return CostModel(flops: 2 * n * n * n / 3, bytesMin: 8 * n * n, roof: .compute)
  }

  public func bytesNeeded(sectors n: Int) -> Int { bytes(squareMatrices: 1, of: n) }

  public func makeTask(_ economy: SyntheticEconomy) throws -> any TimedTask { try SingleFactorizationTask(economy) }
}

package final class SingleFactorizationTask: TimedTask {
  private let economy: SyntheticEconomy
  private let original: Matrix<Float>
  package var answer: Matrix<Float>
  private var pivots: Pivots?

  /// Errors: `AllocationError`.
  package init(_ economy: SyntheticEconomy) throws(AllocationError) {
    self.economy = economy
    original = try economy.leontiefMatrix().inSinglePrecision()
    answer = try Matrix(rows: economy.count, columns: economy.count, layout: .columnMajor)
    answer.touch()
  }

  package func reset() { Self.refill(&answer, from: original) }

  private static func refill(_ target: inout Matrix<Float>, from source: borrowing Matrix<Float>) {
    var view = target.mutableView
    view.copy(source.view)
  }

  package func run(on engine: Engine) throws { pivots = try answer.factorize(on: engine) }

  package var answerHash: UInt64 {
    var hash = ContentHash()
    hash.add(answer.bitHash())
    hash.add(pivots?.rows ?? [])
    return hash.value
  }

  /// Solves with the factors in double precision and measures what that leaves of the matrix as it was given: the backward error of
  /// the factors, in units of single precision.
  package func check() -> [AnswerCheck] {
    guard let pivots, pivots.rows.allSatisfy({ (0..<answer.rows).contains($0) }) else {
      return [AnswerCheck("pivots_missing", 1, atMost: 0)]
    }
    var generator = SplitMix64(seed: economy.seed, stream: "factorization check")
    let y = (0..<economy.count).map { _ in Double(generator.next(in: 1...1 << 20)) }
    let x = answer.substituted(y, pivots)
    let error = Self.backwardError(original, x, y) / Double(Float.ulpOfOne)
    return [AnswerCheck("componentwise_backward_error_eps", error, atMost: Double(economy.count + 1))]
  }

  /// |y − M x| over |M| |x| + |y|, the worst line. Sums in double precision are exact enough for errors of single precision.
  private static func backwardError(_ matrix: borrowing Matrix<Float>, _ x: [Double], _ y: [Double]) -> Double {
    var (residuals, weights) = (y, y.map(abs))
    let view = matrix.view
    for j in x.indices {
      let column = view.column(j)
      for i in y.indices {
        residuals[i] -= Double(column[i]) * x[j]
        weights[i] += abs(Double(column[i]) * x[j])
      }
    }
    return zip(residuals, weights).reduce(0) { LinearSystemCheck.larger($0, abs($1.0) / $1.1) }
  }
}
