import BenchmarkHarness
import Leontief

/// (I − A) X = Y from the coefficients in memory to an answer in memory.
///
/// All that depends on A or Y is timed, as a user of the library calls it: the choice of a method, the look at the
/// coefficients, copies in single precision, inverses of blocks, iterations, the measured residual.
package final class CertifiedSolveTask: ReportingTask, OperandTask {
  /// How A is in memory before the time begins.
  package enum Storage: Sendable {
    /// n × n doubles.
    case dense
    case compressedRows
  }

  private let economy: SyntheticEconomy
  private let rows: SparseMatrix<Double>?
  private var values: Matrix<Double>?
  package let solve: CertifiedSolve
  private var reading = MatrixReading()

  /// Errors: `LabelError`, `AllocationError`.
  package init(_ economy: SyntheticEconomy, rightHandSides: Int, storage: Storage) throws {
    self.economy = economy
    rows = storage == .dense ? nil : economy.coefficients.compressedRows()
    solve = try CertifiedSolve(economy.labels, seed: economy.seed, rightHandSides: rightHandSides)
  }

  /// The solver takes over its coefficients, so each run gets a copy.
  package func reset() throws {
    solve.release()
    if rows == nil { values = try economy.coefficients.copied(layout: .rowMajor) }
  }

  package func run(on engine: Engine) throws {
    if let rows { return try solve.run(rows, on: engine) }
    guard let values = values.take() else { preconditionFailure("a run without a reset") }
    try solve.run(values, on: engine)
  }

  package var answerHash: UInt64 { solve.answer.bitHash() }
  package func check() -> [AnswerCheck] { solve.checks(economy) }
  package var operandBytes: Double { MatrixReading.bytes(economy.coefficients) }
  package func readOperand(on engine: Engine) { reading.read(economy.coefficients, on: engine) }
  package func checkReading() -> [AnswerCheck] { reading.check(economy.coefficients) }

  package var method: MethodRecord? { solve.method }
  package func predictedSeconds() -> Double? { solve.predictedSeconds() }
}
