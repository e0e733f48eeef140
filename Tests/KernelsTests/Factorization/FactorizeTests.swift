import Kernels
import MatrixCore
import TestSupport
import Testing

/// P A = L U by the ratio of LAPACK's own tests (dget01), and what happens without a pivot.
@Suite struct FactorizeTests {
  @Test(arguments: EngineUnderTest.all)
  func ratiosOfAllSizes(_ subject: EngineUnderTest) throws {
    for n in edgeSizes {
      let a = [[Double]].random(n, n, seed: 21)
      for placement in [Placement.columnMajor, .rowMajor] {
        try check(Double.self, subject, a, placement)
        try check(Float.self, subject, a, placement)
      }
    }
  }

  @Test(arguments: EngineUnderTest.all, Placement.allCases)
  func ratiosOfAllPlacements(_ subject: EngineUnderTest, _ placement: Placement) throws {
    for n in [1, 7, 66] { try check(Double.self, subject, [[Double]].random(n, n, seed: 22), placement) }
  }

  private func check<Scalar: MatrixScalar>(
    _: Scalar.Type, _ subject: EngineUnderTest, _ a: [[Double]], _ placement: Placement
  ) throws {
    let n = a.count
    var factors = try PlacedMatrix<Scalar>(a, columns: n, placement)
    var target = factors.mutableView
    let pivots = try subject.engine.factorize(&target)
    let lu = factors.numbers
    let lower = (0..<n).map { i in (0..<n).map { $0 < i ? lu[i][$0] : $0 == i ? 1 : 0 } }
    let upper = (0..<n).map { i in (0..<n).map { $0 >= i ? lu[i][$0] : 0 } }
    var permuted = a
    for (k, row) in pivots.rows.enumerated() { permuted.swapAt(k, row) }
    let product = AccurateMatrixProduct(lower, upper, columns: n).values
    let difference = (0..<n).map { i in (0..<n).map { permuted[i][$0] - product[i][$0] } }
    // LAPACK accepts 30; the largest seen here is below 1.
    #expect(difference.norm <= 30 * Double(max(n, 1)) * a.norm * Scalar.epsilon, "\(n), \(placement)")
    // Partial pivoting keeps the multipliers within one, up to the rounding of a division.
    #expect(lower.allSatisfy { $0.allSatisfy { abs($0) <= 1 + Scalar.epsilon } }, "\(n), \(placement)")
    factors.expectUntouchedSurroundings()
  }

  @Test(arguments: EngineUnderTest.all)
  func singularMatricesNameTheirColumn(_ subject: EngineUnderTest) throws {
    for placement in [Placement.columnMajor, .rowMajor, .scattered] {
      try expectSingular(subject, [[0]], placement, at: 0)
      try expectSingular(subject, [[1, 2], [2, 4]], placement, at: 1)
      for zero in 0..<39 {
        let a = [[Double]].random(39, 39, seed: 23).map { row in row.indices.map { $0 == zero ? 0 : row[$0] } }
        try expectSingular(subject, a, placement, at: zero)
      }
    }
  }

  private func expectSingular(
    _ subject: EngineUnderTest, _ a: [[Double]], _ placement: Placement, at column: Int
  ) throws {
    var placed = try PlacedMatrix<Double>(a, columns: a.count, placement)
    var target = placed.mutableView
    do throws(FactorizationError) {
      _ = try subject.engine.factorize(&target)
      Issue.record("a singular matrix was factored: \(a.count), \(placement)")
    } catch {
      #expect(error == .noPivot(column), "\(a.count), \(placement)")
    }
  }

  /// A NaN ends in an error or in NaN, never in factors that look like numbers, and never in an endless search.
  @Test(arguments: EngineUnderTest.all)
  func notANumberIsNotHidden(_ subject: EngineUnderTest) throws {
    for (row, column) in [(0, 0), (20, 20), (40, 40), (40, 0), (0, 40)] {
      var a = [[Double]].random(41, 41, seed: 24)
      a[row][column] = .nan
      var placed = try PlacedMatrix<Double>(a, columns: 41, .columnMajor)
      var target = placed.mutableView
      let pivots = try? subject.engine.factorize(&target)
      #expect(pivots == nil || placed.numbers.contains { $0.contains { $0.isNaN } }, "NaN at \(row), \(column)")
    }
  }

  /// The Swift kernels never divide by a NaN while a number is left in the column.
  @Test func notANumberIsNotAPivot() throws {
    var a = [[Double]].random(41, 41, seed: 25)
    a[7][0] = .nan
    var placed = try PlacedMatrix<Double>(a, columns: 41, .columnMajor)
    var target = placed.mutableView
    let expected = (0..<41).filter { $0 != 7 }.max { abs(a[$0][0]) < abs(a[$1][0]) }
    // Row 7 becomes all NaN, so the last column has no other candidate.
    #expect(throws: FactorizationError.noPivot(40)) { _ = try EngineUnderTest.tiny(threads: 1).factorize(&target) }
    #expect(placed[0, 0] == a[try #require(expected)][0])
  }

  /// Dominant columns of an economy need no exchange (Wilkinson); the factors keep the signs of an M-matrix.
  @Test(arguments: EngineUnderTest.all)
  func productiveEconomiesNeedNoExchange(_ subject: EngineUnderTest) throws {
    let m = [[Double]].coefficients(65, columnSum: 0.9, seed: 26).subtractedFromIdentity
    for placement in [Placement.columnMajor, .rowMajor] {
      var placed = try PlacedMatrix<Double>(m, columns: 65, placement)
      var target = placed.mutableView
      #expect(try subject.engine.factorize(&target).exchanges == 0)
      for i in 0..<65 {
        #expect(placed[i, i] > 0)
        for j in 0..<65 where j != i { #expect(placed[i, j] <= 0) }
      }
    }
  }
}
