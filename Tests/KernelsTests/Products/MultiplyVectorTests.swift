import Kernels
import MatrixCore
import TestSupport
import Testing

/// y ← α A x + β y and the transposed product.
@Suite struct MultiplyVectorTests {
  @Test(arguments: EngineUnderTest.all, Placement.allCases)
  func productsAndTransposedProducts(_ subject: EngineUnderTest, _ placement: Placement) throws {
    for (m, n) in [(0, 3), (3, 0), (1, 1), (5, 2), (31, 10), (10, 31), (64, 65), (65, 127), (200, 201), (3, 1000), (1000, 3)] {
      try check(Double.self, subject, m, n, placement, alpha: 1, beta: 0)
      try check(Double.self, subject, m, n, placement, alpha: -0.75, beta: 1)
      try check(Float.self, subject, m, n, placement, alpha: 1, beta: 0)
      try check(Float.self, subject, m, n, placement, alpha: 0, beta: -0.5)
    }
  }

  private func check<Scalar: MatrixScalar>(
    _: Scalar.Type, _ subject: EngineUnderTest, _ m: Int, _ n: Int, _ placement: Placement, alpha: Double, beta: Double
  ) throws {
    let numbers = [[Double]].random(m, n, seed: 7)
    let a = try PlacedMatrix<Scalar>(numbers, columns: n, placement)
    let transposed = numbers.transposed(columns: n)
    var numbersOfX = SeededNumbers(8)
    let long = (0..<n).map { _ in numbersOfX.unit() }
    let short = (0..<m).map { _ in numbersOfX.unit() }
    let start: (Int) -> [Scalar] = { [Scalar](repeating: beta == 0 ? .nan : 0.5, count: $0) }
    var y = start(m)
    subject.engine.multiplyVector(Scalar(alpha), a.view, long.map { Scalar($0) }, plus: Scalar(beta), into: &y)
    compare(y, numbers, long, alpha, beta)
    var z = start(n)
    subject.engine.multiplyVector(Scalar(alpha), a.view.transposed, short.map { Scalar($0) }, plus: Scalar(beta), into: &z)
    compare(z, transposed, short, alpha, beta)
  }

  private func compare<Scalar: MatrixScalar>(
    _ y: [Scalar], _ a: [[Double]], _ x: [Double], _ alpha: Double, _ beta: Double
  ) {
    for (i, row) in a.enumerated() {
      var sum = AccurateProduct()
      for (value, factor) in zip(row, x) { sum.add(value, factor) }
      let expected = alpha * sum.value + beta * 0.5
      let bound =
        Double(x.count + 3) * Double(Scalar.unitRoundoff) * 1.01 * (abs(alpha) * sum.magnitude + abs(beta) * 0.5)
      #expect(abs(Double(y[i]) - expected) <= bound, "\(a.count) × \(x.count), row \(i)")
    }
  }
}
