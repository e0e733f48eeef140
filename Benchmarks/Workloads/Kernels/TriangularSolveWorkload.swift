import BenchmarkHarness
import Leontief

/// X ← T⁻¹ X for the upper triangle of I − A and a block of right-hand sides.
public struct TriangularSolveWorkload: Workload {
  public let rightHandSides: Int

  public init(rightHandSides: Int) { self.rightHandSides = rightHandSides }

  public let kernel = "dtrsm"
  public var title: String { "X = T^-1 Y for the upper triangle T of I - A and \(rightHandSides) right-hand sides, column-major" }
  public var parameters: [String: CellParameter] { ["nrhs": .integer(rightHandSides)] }

  /// n²m flops; the triangle and Y read and X written once.
  public func model(sectors n: Int) -> CostModel {
    let (n, m) = (Double(n), Double(rightHandSides))
    return CostModel(flops: n * n * m, bytesMin: 4 * n * n + 16 * n * m, roof: .compute)
  }

  public func bytesNeeded(sectors n: Int) -> Int {
    let panel = MemoryBudget.bytes(rows: n, columns: rightHandSides)
    return MemoryBudget.sum(bytes(squareMatrices: 1, of: n), panel, panel)
  }

  public func makeTask(_ economy: SyntheticEconomy) throws -> any TimedTask {
    try TriangularSolveTask(economy, rightHandSides: rightHandSides)
  }
}

package final class TriangularSolveTask: TimedTask {
  private let triangle: Matrix<Double>
  private let demand: Matrix<Double>
  private let seed: UInt64
  package var answer: Matrix<Double>

  /// Errors: `AllocationError`.
  package init(_ economy: SyntheticEconomy, rightHandSides: Int) throws(AllocationError) {
    seed = economy.seed
    triangle = try economy.leontiefMatrix()
    demand = try economy.finalDemand(columns: rightHandSides)
    answer = try Matrix(rows: economy.count, columns: rightHandSides, layout: .columnMajor)
    answer.touch()
  }

  package func reset() { answer.refill(from: demand) }

  package func run(on engine: Engine) { Self.solve(triangle, &answer, on: engine) }

  private static func solve(_ triangle: borrowing Matrix<Double>, _ x: inout Matrix<Double>, on engine: Engine) {
    var target = x.mutableView
    engine.solveTriangular(.upper, .stored, triangle.view, &target)
  }

  package var answerHash: UInt64 { answer.bitHash() }

  /// |y − T x| over |T| |x|, the worst line: substitution keeps it under n eps (Higham 2002, theorem 8.5).
  package func check() -> [AnswerCheck] {
    var worst = 0.0
    for (x, y) in ColumnSample(answer, demand, seed: seed).pairs {
      worst = LinearSystemCheck.larger(worst, Self.residual(triangle, x, y).worst)
    }
    return [AnswerCheck("componentwise_backward_error_eps", worst / .ulpOfOne, atMost: Double(answer.rows + 1))]
  }

  private static func residual(_ triangle: borrowing Matrix<Double>, _ x: [Double], _ y: [Double]) -> MeasuredLines {
    var lines = MeasuredLines(count: x.count)
    let view = triangle.view
    for j in x.indices {
      let column = view.column(j)
      for i in 0...j { lines.add(column[i], times: x[j], to: i) }
    }
    lines.subtract(y, isData: true)
    return lines
  }
}
