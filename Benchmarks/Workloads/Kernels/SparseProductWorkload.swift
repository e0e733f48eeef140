import BenchmarkHarness
import Leontief

/// C = A X for A in compressed rows, a fifth of it not zero or the domestic blocks where those are more, and k vectors.
public struct SparseProductWorkload: Workload {
  public let columns: Int
  private var fullness = EconomyKind.fullness

  public init(columns: Int) { self.columns = columns }

  public func adapted(to shape: EconomyShape) -> any Workload {
    var own = self
    own.fullness = EconomyKind.fullness(of: shape)
    return own
  }

  public var kernel: String { columns == 1 ? "spmv" : "spmm" }

  public var title: String {
    columns == 1
      ? "c = A x for A in compressed rows, double precision"
      : "C = A X for A in compressed rows and \(columns) vectors, double precision"
  }

  public var parameters: [String: CellParameter] { ["nrhs": .integer(columns)] }
  public var usesLibrary: Bool { false }

  private func nonZeros(_ n: Int) -> Double { fullness * Double(n) * Double(n) }

  /// Two flops a non-zero and column; 12 bytes a non-zero, X read and C written once.
  public func model(sectors n: Int) -> CostModel {
    CostModel(
      flops: 2 * nonZeros(n) * Double(columns), bytesMin: 12 * nonZeros(n) + 16 * Double(n) * Double(columns), roof: .memory)
  }

  public func bytesNeeded(sectors n: Int) -> Int {
    let panel = MemoryBudget.bytes(rows: n, columns: columns)
    return MemoryBudget.sum(panel, panel, Int(min(12 * nonZeros(n), 0x1p61)))
  }

  public func makeTask(_ economy: SyntheticEconomy) throws -> any TimedTask {
    try SparseProductTask(economy, columns: columns)
  }
}

package final class SparseProductTask: TimedTask {
  private let a: SparseMatrix<Double>
  private let x: Matrix<Double>
  package var answer: Matrix<Double>

  /// Errors: `AllocationError`.
  package init(_ economy: SyntheticEconomy, columns: Int) throws(AllocationError) {
    a = economy.coefficients.compressedRows()
    x = try economy.finalDemand(columns: columns)
    answer = try Matrix(rows: economy.count, columns: columns, layout: .columnMajor)
    answer.touch()
  }

  package func reset() {}

  package func run(on engine: Engine) { Self.multiply(a, x, into: &answer, on: engine) }

  private static func multiply(
    _ a: SparseMatrix<Double>, _ x: borrowing Matrix<Double>, into c: inout Matrix<Double>, on engine: Engine
  ) {
    var target = c.mutableView
    engine.multiply(1, sparse: a, x.view, into: &target)
  }

  package var answerHash: UInt64 { answer.bitHash() }

  package func check() -> [AnswerCheck] {
    var check = ProductCheck(x, answer)
    return check.checks(a)
  }
}
