import BenchmarkHarness
import Leontief

/// How a matrix whose elements are stored in a precision meets vectors in double precision.
protocol VectorBlockScalar: MatrixScalar {
  static func read(_ a: borrowing Matrix<Self>, _ reading: inout MatrixReading, on engine: Engine)

  /// C ← A X.
  static func product(
    _ a: borrowing Matrix<Self>, _ x: borrowing Matrix<Double>, into c: inout Matrix<Double>, on engine: Engine)
}

extension Double: VectorBlockScalar {
  static func read(_ a: borrowing Matrix<Double>, _ reading: inout MatrixReading, on engine: Engine) {
    reading.read(a, on: engine)
  }

  static func product(
    _ a: borrowing Matrix<Double>, _ x: borrowing Matrix<Double>, into c: inout Matrix<Double>, on engine: Engine
  ) {
    var target = c.mutableView
    engine.multiply(1, a.view, x.view, into: &target)
  }
}

extension Float: VectorBlockScalar {
  static func read(_ a: borrowing Matrix<Float>, _ reading: inout MatrixReading, on engine: Engine) {
    reading.read(a, on: engine)
  }

  static func product(
    _ a: borrowing Matrix<Float>, _ x: borrowing Matrix<Double>, into c: inout Matrix<Double>, on engine: Engine
  ) {
    var target = c.mutableView
    engine.multiply(1, a.view, x.view, into: &target)
  }
}

/// C = A X for a block of k vectors: row-major A, column-major X and C, whole numbers so that every order of summation gives
/// the exact product.
final class VectorBlockTask<Stored: VectorBlockScalar>: OperandTask {
  private let a: Matrix<Stored>
  private let x: Matrix<Double>
  private var answer: Matrix<Double>
  private let seed: UInt64
  private var reading = MatrixReading()

  /// Errors: `AllocationError`.
  init(size n: Int, columns: Int, seed: UInt64) throws(AllocationError) {
    var generator = SplitMix64(seed: seed, stream: "vector block \(n) \(columns)")
    a = try .wholeNumbers(rows: n, columns: n, bound: Self.bound, &generator)
    x = try .wholeNumbers(rows: n, columns: columns, layout: .columnMajor, bound: Self.bound, &generator)
    answer = try Matrix(rows: n, columns: columns, layout: .columnMajor)
    self.seed = seed
    answer.touch()
  }

  /// Exact in single precision; n products of two stay under 2⁵³ for every n in memory.
  private static var bound: Int { 1 << 12 }

  func reset() {}

  func run(on engine: Engine) { Stored.product(a, x, into: &answer, on: engine) }

  var operandBytes: Double { MatrixReading.bytes(a) }
  func readOperand(on engine: Engine) { Stored.read(a, &reading, on: engine) }
  func checkReading() -> [AnswerCheck] { reading.check(a) }

  var answerHash: UInt64 { answer.bitHash() }

  /// C r = A (X r) for random r, modulo 2⁶⁴ (Freivalds, 1977): exact, as in `GemmTask`.
  func check() -> [AnswerCheck] {
    var generator = SplitMix64(seed: seed, stream: "vector block check")
    var wrong = 0
    for _ in 0..<2 {
      let r = (0..<x.columns).map { _ in Int64(bitPattern: generator.next()) }
      guard let xr = x.wrappingProduct(r), let axr = a.wrappingProduct(xr), let cr = answer.wrappingProduct(r) else {
        return [AnswerCheck("wrong_rows", .nan, atMost: 0)]
      }
      wrong += zip(axr, cr).count { $0 != $1 }
    }
    return [AnswerCheck("wrong_rows", Double(wrong), atMost: 0)]
  }
}
