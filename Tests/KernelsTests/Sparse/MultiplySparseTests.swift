import Kernels
import MatrixCore
import TestSupport
import Testing

/// C ← α S B + β C for sparse S against the dense product in twice the precision.
@Suite struct MultiplySparseTests {
  @Test(arguments: EngineUnderTest.all, Placement.allCases)
  func products(_ subject: EngineUnderTest, _ placement: Placement) throws {
    for (m, n, columns) in [(0, 3, 2), (3, 0, 2), (3, 3, 0), (1, 1, 1), (31, 65, 1), (65, 31, 10), (200, 200, 3)] {
      for (alpha, beta) in [(1.0, 0.0), (-0.5, 0.25), (0, 0)] {
        try check(Double.self, subject, m, n, columns, placement, alpha, beta)
        try check(Float.self, subject, m, n, columns, placement, alpha, beta)
      }
    }
  }

  @Test(arguments: Placement.allCases)
  func teamsAgreeBitwise(_ placement: Placement) throws {
    let random = [[Double]].random(90, 70, seed: 53)
    let dense = try Matrix<Double>(random.map { $0.map { abs($0) < 0.2 ? $0 : 0 } })
    let s = SparseMatrix(dense.view)
    for columns in [1, 6, 33] {
      let b = try PlacedMatrix<Double>([[Double]].randomReals(70, columns, seed: 54), columns: columns, placement)
      let start = [[Double]].random(90, columns, seed: 55)
      var results: [[[Double]]] = []
      for threads in [1, 2, 3, 8] {
        var c = try PlacedMatrix<Double>(start, columns: columns, placement)
        var target = c.mutableView
        EngineUnderTest.tiny(threads: threads).multiply(0.7, sparse: s, b.view, plus: 1.1, into: &target)
        results.append(c.numbers)
      }
      #expect(results.dropFirst().allSatisfy { $0 == results[0] })
    }
  }

  private func check<Scalar: MatrixScalar>(
    _: Scalar.Type, _ subject: EngineUnderTest, _ m: Int, _ n: Int, _ columns: Int, _ placement: Placement,
    _ alpha: Double, _ beta: Double
  ) throws {
    // A fifth of the entries, some rows empty, one row full.
    let random = [[Double]].random(m, n, seed: 51)
    let s = random.enumerated().map { i, row in row.map { i == m / 2 || (i % 5 != 0 && abs($0) < 0.2) ? $0 : 0 } }
    let entries = s.enumerated().flatMap { i, row in
      row.enumerated().filter { $0.element != 0 }.map { (row: i, column: $0.offset, value: Scalar($0.element)) }
    }
    let b = [[Double]].random(n, columns, seed: 52)
    let placedB = try PlacedMatrix<Scalar>(b, columns: columns, placement)
    let start = [[Double]](repeating: [Double](repeating: beta == 0 ? .nan : 0.5, count: columns), count: m)
    var c = try PlacedMatrix<Scalar>(start, columns: columns, placement)
    var target = c.mutableView
    subject.engine.multiply(
      Scalar(alpha), sparse: SparseMatrix(rows: m, columns: n, entries: entries), placedB.view, plus: Scalar(beta),
      into: &target)
    let exact = AccurateMatrixProduct(s, b, columns: columns)
    for i in 0..<m {
      for j in 0..<columns {
        let bound =
          Double(n + 3) * Double(Scalar.unitRoundoff) * 1.01 * (abs(alpha) * exact.magnitudes[i][j] + abs(beta) * 0.5)
        #expect(abs(Double(c[i, j]) - (alpha * exact.values[i][j] + beta * 0.5)) <= bound)
      }
    }
    c.expectUntouchedSurroundings()
  }
}
