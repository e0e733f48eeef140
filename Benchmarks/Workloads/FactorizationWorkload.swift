import BenchmarkHarness
import Leontief

/// P (I − A) = L U in place; in single precision what solvers of mixed precision rest on.
public struct FactorizationWorkload<Scalar: MatrixScalar>: Workload {
  public init() {}

  private var isDouble: Bool { Scalar.self == Double.self }

  public var kernel: String { isDouble ? "dgetrf" : "sgetrf" }
  public var title: String {
    "LU of I - A with partial pivoting\(isDouble ? "" : " in single precision"), in place, column-major"
  }
  public var parameters: [String: CellParameter] { isDouble ? [:] : ["dtype": .text("f32")] }

  /// 2n³/3 flops; the matrix read and written once.
  public func model(sectors n: Int) -> CostModel {
    let n = Double(n)
    return CostModel(flops: 2 * n * n * n / 3, bytesMin: 2 * n * n * Double(MemoryLayout<Scalar>.stride), roof: .compute)
  }

  public func bytesNeeded(sectors n: Int) -> Int { bytes(squareMatrices: Double(MemoryLayout<Scalar>.stride) / 4, of: n) }

  public func makeTask(_ economy: SyntheticEconomy) throws -> any TimedTask { try FactorizationTask<Scalar>(economy) }
}

package final class FactorizationTask<Scalar: MatrixScalar>: TimedTask {
  private let seed: UInt64
  private let original: Matrix<Scalar>
  package var answer: Matrix<Scalar>
  private var pivots: Pivots?

  /// Errors: `AllocationError`.
  package init(_ economy: SyntheticEconomy) throws(AllocationError) {
    seed = economy.seed
    original = try economy.leontiefMatrix(in: Scalar.self)
    answer = try Matrix(rows: economy.count, columns: economy.count, layout: .columnMajor)
    answer.touch()
  }

  package func reset() { answer.refill(from: original) }

  package func run(on engine: Engine) throws { pivots = try answer.factorize(on: engine) }

  package var answerHash: UInt64 {
    var hash = ContentHash()
    hash.add(answer.bitHash())
    hash.add(pivots?.rows ?? [])
    return hash.value
  }

  /// Solves with the factors by substitution of its own, in double precision, and measures what that leaves of the matrix as it
  /// was given, in units of its precision; and no multiplier exceeds one, which is what partial pivoting promises.
  ///
  /// The backward error of LU without refinement is bounded by 3 gamma_n |L||U|, and |L||U| is a small multiple of |I − A|
  /// here; n eps is met with room. Right-hand sides are of one size, so that an error of any factor is of the size of the rest.
  package func check() -> [AnswerCheck] {
    guard let pivots, pivots.rows.allSatisfy({ (0..<answer.rows).contains($0) }) else {
      return [AnswerCheck("pivots_missing", 1, atMost: 0)]
    }
    let (x, y) = solution(pivots)
    let lines = original.residual(x, y)
    let scale = original.rowNorm() * x.maximumNorm() + y.maximumNorm()
    let (n, eps) = (Double(answer.rows), Double(Scalar.ulpOfOne))
    return [
      AnswerCheck("scaled_residual", LinearSystemCheck.scaled(lines.largest, scale, n, eps: eps), atMost: 16),
      AnswerCheck("componentwise_backward_error_eps", lines.worst / eps, atMost: n + 1),
      AnswerCheck("largest_multiplier", answer.largestMultiplier(), atMost: 1),
    ]
  }
}

extension FactorizationTask {
  private func solution(_ pivots: Pivots) -> (x: [Double], y: [Double]) {
    var generator = SplitMix64(seed: seed, stream: "factorization check")
    let y = (0..<answer.rows).map { _ in Double(generator.next(in: 1 << 19...1 << 20)) }
    return (answer.substituted(y, pivots), y)
  }

  /// A change of any factor that the check lets pass at most.
  ///
  /// A change e of u in column j leaves e x_j in a line, one of l in column j leaves e (L⁻¹ P y)_j, which is no less than y: the
  /// columns of I − A dominate, so that rows are not exchanged and L⁻¹ is not negative. That is held against 2 (1 − a) x of the
  /// line.
  var leastVisibleFault: Double {
    guard let pivots, answer.rows > 0 else { return 0 }
    let (x, y) = solution(pivots)
    let least = min(x.min() ?? 0, y.min() ?? 0)
    return 2 * Double(answer.rows + 1) * Double(Scalar.ulpOfOne) * x.maximumNorm() / max(least, 1)
  }
}

extension Matrix {
  /// M x − y by lines. Cost: a pass in storage order.
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  fileprivate borrowing func residual(_ x: [Double], _ y: [Double]) -> MeasuredLines {
    var lines = MeasuredLines(count: y.count)
    let view = view
    for j in x.indices {
      let column = view.column(j)
      for i in y.indices { lines.add(Double(column[i]), times: x[j], to: i) }
    }
    lines.subtract(y, isData: true)
    return lines
  }

  /// ‖M‖∞.
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  fileprivate borrowing func rowNorm() -> Double {
    var sums = [Double](repeating: 0, count: rows)
    let view = view
    for j in 0..<columns {
      let column = view.column(j)
      for i in column.indices { sums[i] += abs(Double(column[i])) }
    }
    return sums.max() ?? 0
  }

  /// The largest magnitude under the diagonal.
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  fileprivate borrowing func largestMultiplier() -> Double {
    var largest = 0.0
    let view = view
    for j in 0..<columns {
      let column = view.column(j)
      for i in j + 1..<max(rows, j + 1) { largest = LinearSystemCheck.larger(largest, abs(Double(column[i]))) }
    }
    return largest
  }
}
