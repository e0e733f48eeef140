import BenchmarkHarness
import Leontief

/// C = A X for a block of k vectors and an A that is stored in double or single precision, or Aᵀ X in double: one pass over A
/// where k is small.
public struct ProductWorkload<Stored: MatrixScalar>: Workload {
  public let columns: Int
  public let orientation: Orientation

  public init(columns: Int) { (self.columns, orientation) = (columns, .output) }

  /// In double precision alone.
  public init(columns: Int, orientation: Orientation) where Stored == Double {
    (self.columns, self.orientation) = (columns, orientation)
  }

  private var isDouble: Bool { Stored.self == Double.self }

  /// "ax-f64", "atx-f64", "ax-f32".
  public var kernel: String { "\(orientation == .output ? "ax" : "atx")-\(isDouble ? "f64" : "f32")" }

  public var title: String {
    let product = orientation == .output ? "A X" : "A' X"
    let (vectors, precision) = (columns == 1 ? "vector" : "vectors", isDouble ? "double" : "single")
    return "C = \(product) for \(columns) \(vectors), row-major A in \(precision) precision, X in double"
  }

  public var parameters: [String: CellParameter] { ["nrhs": .integer(columns), "dtype": .text(isDouble ? "f64" : "f32")] }

  /// A library has no product of a matrix in single precision with vectors in double.
  public var usesLibrary: Bool { isDouble }

  public func model(sectors n: Int) -> CostModel {
    let model = ContestProblem.productModel(n, columns: columns, storedBytes: MemoryLayout<Stored>.stride)
    return columns <= 8 ? model : CostModel(flops: model.flops, bytesMin: model.bytesMin, roof: .compute)
  }

  /// X, C, and A where it is not that of the economy.
  public func bytesNeeded(sectors n: Int) -> Int {
    let panel = MemoryBudget.bytes(rows: n, columns: columns)
    return MemoryBudget.sum(panel, panel, isDouble ? 0 : bytes(squareMatrices: 0.5, of: n))
  }

  public func makeTask(_ economy: SyntheticEconomy) throws -> any TimedTask {
    isDouble
      ? try ProductTask(economy, columns: columns, orientation: orientation)
      : try SingleProductTask(economy, columns: columns)
  }
}

/// The coefficients of an economy times a block of whole numbers.
package final class ProductTask: TimedTask {
  private let economy: SyntheticEconomy
  private let orientation: Orientation
  private let x: Matrix<Double>
  package var answer: Matrix<Double>

  /// Errors: `AllocationError`.
  package init(_ economy: SyntheticEconomy, columns: Int, orientation: Orientation) throws(AllocationError) {
    (self.economy, self.orientation) = (economy, orientation)
    x = try economy.finalDemand(columns: columns)
    answer = try Matrix(rows: economy.count, columns: columns, layout: .columnMajor)
    answer.touch()
  }

  package func reset() {}

  package func run(on engine: Engine) {
    Self.multiply(economy.coefficients, orientation, x, into: &answer, on: engine)
  }

  private static func multiply(
    _ a: borrowing Matrix<Double>, _ orientation: Orientation, _ x: borrowing Matrix<Double>,
    into c: inout Matrix<Double>, on engine: Engine
  ) {
    var target = c.mutableView
    engine.multiply(1, orientation == .output ? a.view : a.view.transposed, x.view, into: &target)
  }

  package var answerHash: UInt64 { answer.bitHash() }

  package func check() -> [AnswerCheck] {
    var check = ProductCheck(x, answer)
    return check.checks(economy.coefficients, orientation)
  }
}

/// The same with the coefficients rounded to single precision.
package final class SingleProductTask: TimedTask {
  private let a: Matrix<Float>
  private let x: Matrix<Double>
  package var answer: Matrix<Double>

  /// Errors: `AllocationError`.
  package init(_ economy: SyntheticEconomy, columns: Int) throws(AllocationError) {
    a = try economy.coefficients.inSinglePrecision()
    x = try economy.finalDemand(columns: columns)
    answer = try Matrix(rows: economy.count, columns: columns, layout: .columnMajor)
    answer.touch()
  }

  package func reset() {}

  package func run(on engine: Engine) { Float.product(a, x, into: &answer, on: engine) }

  package var answerHash: UInt64 { answer.bitHash() }

  package func check() -> [AnswerCheck] {
    var check = ProductCheck(x, answer)
    return check.checks(a, .output)
  }
}
