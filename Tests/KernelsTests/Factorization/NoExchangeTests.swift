import Kernels
import MatrixCore
import TestSupport
import Testing

/// Elimination without row exchanges: A = L U where it is allowed, a named pivot where it is not.
@Suite struct NoExchangeTests {
  @Test(arguments: EngineUnderTest.all, AccuracyMatrix.needingNoExchange)
  func ratiosOfAllSizes(_ subject: EngineUnderTest, _ kind: AccuracyMatrix) throws {
    for n in edgeSizes {
      for placement in [Placement.columnMajor, .rowMajor] { try check(subject.engine, kind.numbers(n), placement) }
    }
  }

  @Test(arguments: EngineUnderTest.all, Placement.allCases)
  func ratiosOfAllPlacements(_ subject: EngineUnderTest, _ placement: Placement) throws {
    for n in [0, 1, 7, 66] { try check(subject.engine, AccuracyMatrix.dominantRows.numbers(n), placement) }
  }

  private func check(_ engine: Engine, _ a: [[Double]], _ placement: Placement) throws {
    let n = a.count
    var factors = try PlacedMatrix<Double>(a, columns: n, placement)
    var target = factors.mutableView
    let pivots = try engine.factorize(&target, pivoting: .none)
    #expect(pivots.rows == Array(0..<n))
    let lu = factors.numbers
    let lower = (0..<n).map { i in (0..<n).map { $0 < i ? lu[i][$0] : $0 == i ? 1 : 0 } }
    let upper = (0..<n).map { i in (0..<n).map { $0 >= i ? lu[i][$0] : 0 } }
    let product = AccurateMatrixProduct(lower, upper, columns: n).values
    let difference = (0..<n).map { i in (0..<n).map { a[i][$0] - product[i][$0] } }
    // Observed over all engines, sizes and placements: 0.1 n eps of the norm.
    #expect(difference.norm <= Double(max(n, 1)) * a.norm * Double.epsilon, "\(n), \(placement)")
    for i in 0..<n {
      for j in 0..<n { #expect(i == j ? lu[i][j] > 0 : lu[i][j] <= 0, "the signs of an M-matrix at \(i), \(j)") }
    }
    factors.expectUntouchedSurroundings()
  }

  /// A pivot that is zero or negative at every place, inside every panel.
  @Test(arguments: EngineUnderTest.all, [0.0, -2])
  func pivotsThatAreNotPositive(_ subject: EngineUnderTest, _ pivot: Double) throws {
    let n = 39
    for k in 0..<n {
      for placement in [Placement.columnMajor, .rowMajor] {
        var upper = IntegerFactors(n, seed: 81).upper
        upper[k][k] = pivot
        let a = IntegerFactors.product(IntegerFactors(n, seed: 81).lower, upper)
        var placed = try PlacedMatrix<Double>(a, columns: n, placement)
        var target = placed.mutableView
        #expect(throws: FactorizationError.noPivot(k), "\(placement)") {
          _ = try subject.engine.factorize(&target, pivoting: .none)
        }
      }
    }
  }

  @Test(arguments: EngineUnderTest.all, [Double.nan, .infinity, -.infinity])
  func whatIsNotFiniteIsNotHidden(_ subject: EngineUnderTest, _ value: Double) throws {
    for (row, column) in [(0, 0), (20, 20), (40, 40), (40, 0), (0, 40)] {
      var a = AccuracyMatrix.economy.numbers(41)
      a[row][column] = value
      var placed = try PlacedMatrix<Double>(a, columns: 41, .columnMajor)
      var target = placed.mutableView
      let pivots = try? subject.engine.factorize(&target, pivoting: .none)
      #expect(
        pivots == nil || placed.numbers.contains { $0.contains { !$0.isFinite } }, "\(value) at \(row), \(column)")
    }
  }
}
