import BenchmarkHarness
import Leontief

/// C = A B on whole numbers small enough that every order of summation, fused or not, gives the exact product.
public struct GemmWorkload<Scalar: MatrixScalar>: Workload {
  public init() {}

  public var kernel: String { Scalar.self == Float.self ? "sgemm" : "dgemm" }
  public var title: String { "C = A B, \(Scalar.self == Float.self ? "single" : "double") precision, row-major" }
  public var parameters: [String: CellParameter] { ["dtype": .text(Scalar.self == Float.self ? "f32" : "f64")] }

  /// 2n³ flops; A and B read and C written once.
  public func model(sectors n: Int) -> CostModel {
    let n = Double(n)
    return CostModel(flops: 2 * n * n * n, bytesMin: 3 * n * n * Double(MemoryLayout<Scalar>.stride), roof: .compute)
  }

  public func bytesNeeded(sectors n: Int) -> Int {
    bytes(squareMatrices: 3 * Double(MemoryLayout<Scalar>.stride) / 8, of: n)
  }

  public func makeTask(_ economy: SyntheticEconomy) throws -> any TimedTask {
    try GemmTask<Scalar>(size: economy.count, seed: economy.seed)
  }
}

/// The operands and the product.
package final class GemmTask<Scalar: MatrixScalar>: TimedTask {
  private let a: Matrix<Scalar>
  private let b: Matrix<Scalar>
  package var answer: Matrix<Scalar>
  private let seed: UInt64

  package init(size n: Int, seed: UInt64) throws(AllocationError) {
    var generator = SplitMix64(seed: seed, stream: "gemm \(n)")
    let bound = Self.bound(n)
    a = try .wholeNumbers(rows: n, columns: n, bound: bound, &generator)
    b = try .wholeNumbers(rows: n, columns: n, bound: bound, &generator)
    answer = try Matrix(rows: n, columns: n)
    self.seed = seed
    answer.touch()
  }

  /// n bound² stays under the scalar's last exact integer, 2²⁴ or 2⁵³.
  package static func bound(_ n: Int) -> Int {
    let exact = 2 / Scalar.ulpOfOne
    let largest = (Double(exact) / Double(n)).squareRoot()
    return max(1, Int(min(largest, 0x1p20)))
  }

  package func reset() {}

  package func run(on engine: Engine) {
    Self.multiply(a, b, into: &answer, on: engine)
  }

  private static func multiply(
    _ a: borrowing Matrix<Scalar>, _ b: borrowing Matrix<Scalar>, into c: inout Matrix<Scalar>, on engine: Engine
  ) {
    var target = c.mutableView
    engine.multiply(1, a.view, b.view, into: &target)
  }

  package var answerHash: UInt64 { answer.bitHash() }

  /// C r = A (B r) for random r, modulo 2⁶⁴: exact, and a wrong element escapes one r with probability under 2⁻¹⁰ even when
  /// its error is a large power of two.
  ///
  /// Reference: Freivalds (1977).
  package func check() -> [AnswerCheck] {
    var generator = SplitMix64(seed: seed, stream: "gemm check")
    var wrong = 0
    for _ in 0..<2 {
      let r = (0..<answer.columns).map { _ in Int64(bitPattern: generator.next()) }
      guard let br = b.wrappingProduct(r), let abr = a.wrappingProduct(br), let cr = answer.wrappingProduct(r) else {
        return [AnswerCheck("wrong_rows", .nan, atMost: 0)]
      }
      wrong += zip(abr, cr).count { $0 != $1 }
    }
    return [AnswerCheck("wrong_rows", Double(wrong), atMost: 0)]
  }
}
