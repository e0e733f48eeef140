import Kernels
import MatrixCore
import TestSupport
import Testing

/// HPL's scaled residual below one, where HPL accepts sixteen, on matrices that are easy, graded and nearly singular.
@Suite struct AccuracyTests {
  /// Past one panel and one tile of every instruction set.
  private let sizes = [1, 2, 13, 66, 150]

  @Test(arguments: EngineUnderTest.all, AccuracyMatrix.allCases)
  func solutions(_ subject: EngineUnderTest, _ kind: AccuracyMatrix) throws {
    for n in sizes {
      for placement in [Placement.columnMajor, .rowMajor] {
        try check(subject.engine, kind.numbers(n), placement, .partial)
        if AccuracyMatrix.needingNoExchange.contains(kind) { try check(subject.engine, kind.numbers(n), placement, .none) }
      }
    }
  }

  /// Panels as wide as they get, and the narrow ones at both ends; in a random matrix with exchanges of rows across all of them.
  @Test(arguments: InstructionSet.available) func panelsOfAllWidths(_ set: InstructionSet) throws {
    let engine = Engine.swift(set, threads: 2)
    try check(engine, AccuracyMatrix.economy.numbers(2113), .columnMajor, .none)
    let exchanges = try check(engine, AccuracyMatrix.random.numbers(2113), .columnMajor, .partial)
    #expect(exchanges > 1000)
  }

  /// Exchanges of rows.
  @discardableResult
  private func check(_ engine: Engine, _ a: [[Double]], _ placement: Placement, _ pivoting: Pivoting) throws -> Int {
    let n = a.count
    var factors = try PlacedMatrix<Double>(a, columns: n, placement)
    var target = factors.mutableView
    let pivots = try engine.factorize(&target, pivoting: pivoting)
    #expect(pivoting == .partial || pivots.exchanges == 0)
    let right = [[Double]].random(n, 3, seed: 75)
    var x = try PlacedMatrix<Double>(right, columns: 3, .columnMajor)
    var sides = x.mutableView
    engine.solve(factors: factors.view, pivots: pivots, &sides)
    for j in 0..<3 {
      let ratio = scaledResidual(a, (0..<n).map { x[$0, j] }, right.map { $0[j] })
      #expect(ratio < 1, "\(n), \(placement), \(pivoting): \(ratio)")
    }
    return pivots.exchanges
  }

  /// ‖A x − b‖∞ / (ε (‖A‖∞ ‖x‖∞ + ‖b‖∞) n), the residual in twice the precision.
  private func scaledResidual(_ a: [[Double]], _ x: [Double], _ b: [Double]) -> Double {
    let residual = a.indices.map { i in
      var sum = AccurateProduct()
      sum.add(-1, b[i])
      for (value, unknown) in zip(a[i], x) { sum.add(value, unknown) }
      return sum.value
    }
    let norm = a.transposed(columns: a.count).norm
    return residual.maximumNorm() / (Double.ulpOfOne * (norm * x.maximumNorm() + b.maximumNorm()) * Double(a.count))
  }

  /// The same measure of a product: ‖A B − C‖∞ / (ε ‖A‖∞ ‖B‖∞ n).
  @Test(arguments: EngineUnderTest.all, AccuracyMatrix.allCases)
  func products(_ subject: EngineUnderTest, _ kind: AccuracyMatrix) throws {
    for n in sizes {
      let (a, b) = (kind.numbers(n), [[Double]].random(n, n, seed: 76))
      let exact = AccurateMatrixProduct(a, b, columns: n).values
      for placement in [Placement.columnMajor, .rowMajor] {
        let left = try PlacedMatrix<Double>(a, columns: n, placement)
        let right = try PlacedMatrix<Double>(b, columns: n, .rowMajor)
        var c = try PlacedMatrix<Double>(b, columns: n, placement)
        var target = c.mutableView
        subject.engine.multiply(1, left.view, right.view, into: &target)
        let difference = zip(c.numbers, exact).map { zip($0, $1).map { $0 - $1 } }
        let norms = a.transposed(columns: n).norm * b.transposed(columns: n).norm
        let ratio = difference.transposed(columns: n).norm / (Double.ulpOfOne * norms * Double(n))
        #expect(ratio < 1, "\(n), \(placement): \(ratio)")
      }
    }
  }
}
