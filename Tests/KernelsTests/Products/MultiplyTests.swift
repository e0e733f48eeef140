import Kernels
import MatrixCore
import TestSupport
import Testing

/// C ← α A B + β C against scalar products in twice the precision.
@Suite struct MultiplyTests {
  /// Shapes whose edges fall on, before and behind those of tiles and blocks, and long and flat ones.
  static let shapes: [(m: Int, n: Int, k: Int)] =
    edgeSizes.map { ($0, $0, $0) } + [
      (200, 3, 65), (3, 200, 65), (65, 64, 1), (1, 200, 127), (200, 1, 127), (5, 7, 0), (0, 5, 3), (5, 0, 3), (4, 4, 200),
      (17, 13, 9), (8, 12, 7), (9, 13, 8),
    ]

  @Test(arguments: EngineUnderTest.all)
  func allShapes(_ subject: EngineUnderTest) throws {
    for shape in Self.shapes {
      try check(Double.self, subject, shape, .columnMajor, .rowMajor, .columnMajor, alpha: 1, beta: 0)
      try check(Float.self, subject, shape, .rowMajor, .columnMajor, .rowMajor, alpha: 1, beta: 0)
    }
  }

  @Test(arguments: EngineUnderTest.all, Placement.allCases)
  func allPlacements(_ subject: EngineUnderTest, _ placement: Placement) throws {
    for (m, n, k) in [(31, 10, 65), (1, 5, 3), (5, 1, 3), (65, 66, 17)] {
      for other in Placement.allCases {
        try check(Double.self, subject, (m, n, k), placement, other, .columnMajor, alpha: -0.5, beta: 2)
        try check(Double.self, subject, (m, n, k), other, .rowMajor, placement, alpha: 1, beta: 1)
        try check(Float.self, subject, (m, n, k), .columnMajor, placement, other, alpha: 1, beta: -1)
      }
    }
  }

  @Test(arguments: EngineUnderTest.all)
  func allFactors(_ subject: EngineUnderTest) throws {
    for alpha in [0.0, 1, -1, 0.75] {
      for beta in [0.0, 1, -1, 0.75] {
        for placement in [Placement.rowMajor, .columnMajorWindow, .scattered] {
          try check(Double.self, subject, (13, 9, 20), .rowMajor, .rowMajor, placement, alpha: alpha, beta: beta)
          try check(Float.self, subject, (13, 9, 0), .rowMajor, .rowMajor, placement, alpha: alpha, beta: beta)
        }
      }
    }
  }

  /// With β = 0 the old C does not matter, even NaN; so the test fills it with NaN.
  private func check<Scalar: MatrixScalar>(
    _: Scalar.Type, _ subject: EngineUnderTest, _ shape: (m: Int, n: Int, k: Int), _ aPlacement: Placement,
    _ bPlacement: Placement, _ cPlacement: Placement, alpha: Double, beta: Double
  ) throws {
    let a = [[Double]].random(shape.m, shape.k, seed: 1)
    let b = [[Double]].random(shape.k, shape.n, seed: 2)
    let old = [[Double]].random(shape.m, shape.n, seed: 3)
    let placedA = try PlacedMatrix<Scalar>(a, columns: shape.k, aPlacement)
    let placedB = try PlacedMatrix<Scalar>(b, columns: shape.n, bPlacement)
    let start = beta == 0 ? old.map { $0.map { _ in Double.nan } } : old
    var c = try PlacedMatrix<Scalar>(start, columns: shape.n, cPlacement)
    var target = c.mutableView
    subject.engine.multiply(Scalar(alpha), placedA.view, placedB.view, plus: Scalar(beta), into: &target)
    let exact = AccurateMatrixProduct(a, b, columns: shape.n)
    for i in 0..<shape.m {
      for j in 0..<shape.n {
        let expected = alpha * exact.values[i][j] + beta * old[i][j]
        // Any order of k products, then α, β and their sum: γ_{k+3} of the magnitudes.
        let bound =
          Double(shape.k + 3) * Double(Scalar.unitRoundoff) * 1.01
          * (abs(alpha) * exact.magnitudes[i][j] + abs(beta * old[i][j]))
        #expect(
          abs(Double(c[i, j]) - expected) <= bound,
          "\(shape) \(aPlacement), \(bPlacement) to \(cPlacement), α \(alpha), β \(beta) at \(i), \(j)")
      }
    }
    c.expectUntouchedSurroundings()
  }

  /// No element depends on how the work was divided.
  @Test(arguments: [1, 2, 3, 7])
  func teamsAgreeBitwise(_ threads: Int) throws {
    let a = [[Double]].randomReals(67, 45, seed: 4)
    let b = [[Double]].randomReals(45, 53, seed: 5)
    let left = try PlacedMatrix<Double>(a, columns: 45, .rowMajor)
    let right = try PlacedMatrix<Double>(b, columns: 53, .columnMajor)
    var results: [[[Double]]] = []
    for members in [1, threads] {
      var c = try PlacedMatrix<Double>([[Double]].random(67, 53, seed: 6), columns: 53, .columnMajor)
      var target = c.mutableView
      EngineUnderTest.tiny(threads: members).multiply(1, left.view, right.view, plus: 1, into: &target)
      results.append(c.numbers)
    }
    #expect(results[0] == results[1])
  }

  /// Ones times ones is exactly k in every entry (upstream OpenBLAS #5825 found wrong entries this way).
  @Test(arguments: EngineUnderTest.all)
  func onesGiveTheInnerDimension(_ subject: EngineUnderTest) throws {
    let n = 200
    let ones = try PlacedMatrix<Double>([[Double]](repeating: [Double](repeating: 1, count: n), count: n), columns: n, .rowMajor)
    var c = try PlacedMatrix<Double>([[Double]](repeating: [Double](repeating: 0, count: n), count: n), columns: n, .columnMajor)
    var target = c.mutableView
    subject.engine.multiply(1, ones.view, ones.view, into: &target)
    #expect(c.numbers.allSatisfy { $0.allSatisfy { $0 == Double(n) } })
  }
}
