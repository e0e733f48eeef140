import Kernels
import MatrixCore
import TestSupport
import Testing

/// Row and column sums to about one rounding, in any layout, the same for every team.
@Suite struct SumsTests {
  private static let shapes = [(0, 0), (0, 3), (3, 0), (1, 1), (1, 70), (70, 1), (33, 65), (130, 31), (515, 9), (6, 1100)]

  @Test(arguments: EngineUnderTest.all, Placement.allCases)
  func integersAreExact(_ subject: EngineUnderTest, _ placement: Placement) throws {
    for (m, n) in Self.shapes {
      let numbers = [[Double]].random(m, n, seed: 91).map { $0.map { ($0 * 0x1p30).rounded() } }
      let whole = numbers.map { $0.map { Int($0) } }
      let placed = try PlacedMatrix<Double>(numbers, columns: n, placement)
      #expect(subject.engine.rowSums(placed.view) == whole.map { Double($0.reduce(0, +)) }, "\(m) × \(n)")
      let columnSums = (0..<n).map { j in Double(whole.reduce(0) { $0 + $1[j] }) }
      #expect(subject.engine.columnSums(placed.view) == columnSums, "\(m) × \(n)")
      let rowMagnitudes = whole.map { Double($0.reduce(0) { $0 + abs($1) }) }
      #expect(subject.engine.infinityNorm(placed.view) == rowMagnitudes.max() ?? 0)
      let columnMagnitudes = (0..<n).map { j in Double(whole.reduce(0) { $0 + abs($1[j]) }) }
      #expect(subject.engine.oneNorm(placed.view) == columnMagnitudes.max() ?? 0)
      #expect(subject.engine.maximumNorm(placed.view) == numbers.joined().map(abs).max() ?? 0)
    }
  }

  /// 1, then many numbers that each vanish beside it, then −1: a plain sum loses them all.
  @Test(arguments: EngineUnderTest.all, Placement.allCases)
  func smallTermsSurviveLargeOnes(_ subject: EngineUnderTest, _ placement: Placement) throws {
    let n = 700
    let line = (0..<n).map { $0 == 0 ? 1.0 : $0 == n - 1 ? -1 : 0x1p-60 }
    let expected = Double(n - 2) * 0x1p-60
    let row = try PlacedMatrix<Double>([line, line], columns: n, placement)
    #expect(subject.engine.rowSums(row.view) == [expected, expected])
    let column = try PlacedMatrix<Double>(line.map { [$0, $0] }, columns: 2, placement)
    #expect(subject.engine.columnSums(column.view) == [expected, expected])
  }

  @Test(arguments: EngineUnderTest.all, Placement.allCases)
  func notANumberComesOut(_ subject: EngineUnderTest, _ placement: Placement) throws {
    for (m, n) in [(1, 1), (5, 40), (70, 3)] {
      for (i, j) in [(0, 0), (m - 1, n - 1), (m / 2, n / 3)] {
        var numbers = [[Double]].random(m, n, seed: 92)
        numbers[i][j] = .nan
        if i > 0 { numbers[0][0] = .infinity }
        let placed = try PlacedMatrix<Double>(numbers, columns: n, placement)
        let engine = subject.engine
        let (rows, columns) = (engine.rowSums(placed.view), engine.columnSums(placed.view))
        #expect(rows.indices.filter { rows[$0].isNaN } == [i])
        #expect(columns.indices.filter { columns[$0].isNaN } == [j])
        let norms = [
          engine.oneNorm(placed.view), engine.infinityNorm(placed.view), engine.maximumNorm(placed.view),
          engine.frobeniusNorm(placed.view),
        ]
        #expect(norms.count { $0.isNaN } == norms.count, "\(norms)")
      }
    }
  }

  @Test(arguments: EngineUnderTest.all)
  func infinitiesStayInfinite(_ subject: EngineUnderTest) throws {
    var numbers = [[Double]].random(40, 50, seed: 93)
    numbers[7][11] = -.infinity
    let placed = try PlacedMatrix<Double>(numbers, columns: 50, .rowMajor)
    #expect(subject.engine.rowSums(placed.view)[7] == -.infinity)
    #expect(subject.engine.columnSums(placed.view)[11] == -.infinity)
    #expect(subject.engine.frobeniusNorm(placed.view) == .infinity)
    #expect(subject.engine.maximumNorm(placed.view) == .infinity)
  }

  @Test(arguments: EngineUnderTest.all, Placement.allCases)
  func frobeniusNorms(_ subject: EngineUnderTest, _ placement: Placement) throws {
    for (m, n) in Self.shapes {
      for scale in [1, 0x1p600, 0x1p-600, 0x1p-1040] {
        // Whole numbers below 2¹⁰ keep their digits in the subnormal range too.
        let numbers = [[Double]].random(m, n, seed: 94).map { $0.map { ($0 * 1000).rounded() } }
        let squares = numbers.joined().reduce(0) { $0 + $1 * $1 }
        let placed = try PlacedMatrix<Double>(numbers.map { $0.map { $0 * scale } }, columns: n, placement)
        let norm = subject.engine.frobeniusNorm(placed.view)
        let expected = squares.squareRoot() * scale
        #expect(abs(norm - expected) <= 8 * .ulpOfOne * expected + .leastNonzeroMagnitude, "\(m) × \(n), \(scale)")
      }
    }
  }

  @Test(arguments: Placement.allCases)
  func teamsAgreeBitwise(_ placement: Placement) throws {
    let (m, n) = (1100, 65)
    let numbers = [[Double]].cancelling(m, n, magnitude: 0x1p30, seed: 95)
    let placed = try PlacedMatrix<Float>(numbers, columns: n, placement)
    let results = [1, 2, 3, 7].map { threads in
      let engine = EngineUnderTest.tiny(threads: threads)
      return engine.rowSums(placed.view) + engine.columnSums(placed.view) + [
        engine.oneNorm(placed.view), engine.infinityNorm(placed.view), engine.frobeniusNorm(placed.view),
      ]
    }
    #expect(results.dropFirst().allSatisfy { $0 == results[0] })
    // Another order would give other bits.
    let backwards = try PlacedMatrix<Float>(numbers.reversed().map { $0.reversed() }, columns: n, placement)
    let engine = EngineUnderTest.tiny(threads: 1)
    #expect(engine.rowSums(backwards.view).reversed() != Array(results[0][..<m]))
    #expect(engine.columnSums(backwards.view).reversed() != Array(results[0][m..<m + n]))
  }
}
