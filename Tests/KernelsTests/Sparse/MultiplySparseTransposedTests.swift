import Kernels
import MatrixCore
import TestSupport
import Testing

/// C ← α Sᵀ B + β C against the dense product in twice the precision.
@Suite struct MultiplySparseTransposedTests {
  @Test(arguments: EngineUnderTest.all, Placement.allCases)
  func products(_ subject: EngineUnderTest, _ placement: Placement) throws {
    for (n, m, columns) in [(0, 3, 2), (3, 0, 2), (3, 3, 0), (1, 1, 1), (31, 65, 1), (65, 31, 11), (600, 20, 9)] {
      for (alpha, beta) in [(1.0, 0.0), (-0.5, 0.25), (0, 0)] {
        let s = sparse(n, m)
        let b = [[Double]].random(n, columns, seed: 72)
        let placedB = try PlacedMatrix<Double>(b, columns: columns, placement)
        let start = [[Double]](repeating: [Double](repeating: beta == 0 ? .nan : 0.5, count: columns), count: m)
        var c = try PlacedMatrix<Double>(start, columns: columns, placement)
        var target = c.mutableView
        subject.engine.multiply(alpha, transposing: s.matrix, placedB.view, plus: beta, into: &target)
        let exact = AccurateMatrixProduct(s.numbers.transposed(columns: m), b, columns: columns)
        for i in 0..<m {
          for j in 0..<columns {
            let bound = Double(n + 3) * Double.unitRoundoff * (abs(alpha) * exact.magnitudes[i][j] + abs(beta) * 0.5)
            #expect(abs(c[i, j] - (alpha * exact.values[i][j] + beta * 0.5)) <= bound)
          }
        }
        c.expectUntouchedSurroundings()
      }
    }
  }

  @Test(arguments: [1, 3, 8, 10])
  func teamsAgreeBitwise(_ columns: Int) throws {
    // Enough non-zeros for several parts.
    let s = sparse(3000, 40)
    #expect(s.matrix.nonZeros > 16 * (8 * 40 + 1024))
    let b = try PlacedMatrix<Double>([[Double]].randomReals(3000, columns, seed: 73), columns: columns, .rowMajor)
    var results: [[[Double]]] = []
    for threads in [1, 2, 3, 7] {
      var c = try PlacedMatrix<Double>([[Double]].random(40, columns, seed: 74), columns: columns, .rowMajor)
      var target = c.mutableView
      EngineUnderTest.tiny(threads: threads).multiply(transposing: s.matrix, b.view, plus: 1, into: &target)
      results.append(c.numbers)
    }
    #expect(results.dropFirst().allSatisfy { $0 == results[0] })
  }

  /// Some rows and columns empty, one row full.
  private func sparse(_ n: Int, _ m: Int) -> (numbers: [[Double]], matrix: SparseMatrix<Double>) {
    let numbers = [[Double]].random(n, m, seed: 71).enumerated().map { i, row in
      row.enumerated().map { j, x in i == n / 2 || (i % 5 != 0 && j % 7 != 3 && abs(x) < 0.3) ? x : 0 }
    }
    let entries = numbers.enumerated().flatMap { i, row in
      row.enumerated().filter { $0.element != 0 }.map { (row: i, column: $0.offset, value: $0.element) }
    }
    return (numbers, SparseMatrix(rows: n, columns: m, entries: entries))
  }
}
