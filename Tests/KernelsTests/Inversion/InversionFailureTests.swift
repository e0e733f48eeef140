import Kernels
import MatrixCore
import TestSupport
import Testing

/// Matrices without a positive pivot, or with what is no number, and work that is stopped.
@Suite struct InversionFailureTests {
  private func invert(
    _ engine: Engine, _ m: [[Double]], _ placement: Placement, monitor: WorkMonitor = .none
  ) throws -> [[Double]] {
    var placed = try PlacedMatrix<Double>(m, columns: m.count, placement)
    var target = placed.mutableView
    try engine.invert(withoutExchanges: &target, monitor: monitor)
    return placed.numbers
  }

  /// L U with minus ones beside the diagonals and ones and twos on that of U, on which elimination is exact.
  private func tridiagonal(_ n: Int, pivot: Double, at k: Int) -> [[Double]] {
    let u = (0..<n).map { $0 == k ? pivot : Double(1 + $0 % 2) }
    return (0..<n).map { i in
      (0..<n).map { j in
        switch j - i {
        case 0: u[i] + (i > 0 ? 1 : 0)
        case 1: -1
        case -1: -u[j]
        default: 0
        }
      }
    }
  }

  /// Named as the factorization names it, at every place in every block.
  @Test(arguments: EngineUnderTest.all, [0.0, -2, .nan])
  func pivotsThatAreNotPositive(_ subject: EngineUnderTest, _ pivot: Double) throws {
    let n = 39
    for k in 0..<n {
      for placement in [Placement.columnMajor, .rowMajor, .scattered] {
        #expect(throws: FactorizationError.noPivot(k), "\(placement)") {
          _ = try invert(subject.engine, tridiagonal(n, pivot: pivot, at: k), placement)
        }
      }
    }
  }

  /// The same where all elements take part.
  @Test(arguments: EngineUnderTest.all) func negativePivotsOfFullMatrices(_ subject: EngineUnderTest) throws {
    for k in [0, 1, 23, 24, 60] {
      var m = AccuracyMatrix.economy.numbers(61)
      m[k][k] -= 3
      #expect(throws: FactorizationError.noPivot(k)) { _ = try invert(subject.engine, m, .columnMajor) }
    }
  }

  @Test(arguments: EngineUnderTest.all, [Double.nan, .infinity, -.infinity])
  func whatIsNotFiniteIsNotHidden(_ subject: EngineUnderTest, _ value: Double) throws {
    for (row, column) in [(0, 0), (20, 20), (40, 40), (40, 0), (0, 40), (39, 40)] {
      var m = AccuracyMatrix.economy.numbers(41)
      m[row][column] = value
      for placement in [Placement.columnMajor, .rowMajor] { expectNoPlausibleNumbers(subject, m, placement) }
    }
  }

  /// Elements whose products are beyond all numbers, in one block and in two.
  @Test(arguments: EngineUnderTest.all) func overflowIsNotHidden(_ subject: EngineUnderTest) throws {
    for (i, j, k) in [(0, 1, 2), (0, 20, 40), (40, 20, 0), (38, 39, 40)] {
      var m = AccuracyMatrix.economy.numbers(41)
      (m[i][j], m[j][k]) = (-1e200, -1e200)
      for placement in [Placement.columnMajor, .rowMajor] { expectNoPlausibleNumbers(subject, m, placement) }
    }
  }

  private func expectNoPlausibleNumbers(_ subject: EngineUnderTest, _ m: [[Double]], _ placement: Placement) {
    let x = try? invert(subject.engine, m, placement)
    #expect(x == nil || x?.contains { $0.contains { !$0.isFinite } } == true, "\(placement)")
  }

  /// A pivot without a reciprocal is none, nor is one whose reciprocal is zero.
  @Test(arguments: EngineUnderTest.all, [0x1p-1074, .infinity])
  func pivotsWithoutReciprocal(_ subject: EngineUnderTest, _ pivot: Double) throws {
    for k in [0, 5, 30] {
      let m = (0..<31).map { i in (0..<31).map { $0 != i ? 0 : i == k ? pivot : 2 } }
      #expect(throws: FactorizationError.noPivot(k)) { _ = try invert(subject.engine, m, .columnMajor) }
    }
  }

  @Test(arguments: EngineUnderTest.all, [Placement.columnMajor, .scattered])
  func stops(_ subject: EngineUnderTest, _ placement: Placement) throws {
    let m = AccuracyMatrix.economy.numbers(45)
    let whole = RecordedProgress()
    _ = try invert(subject.engine, m, placement, monitor: whole.monitor)
    #expect(whole.isRising && whole.fractions.count > 1 && whole.fractions.last == 1)
    for stop in whole.fractions.indices {
      let stopped = RecordedProgress(stoppingAt: stop)
      #expect(throws: FactorizationError.stopped) {
        _ = try invert(subject.engine, m, placement, monitor: stopped.monitor)
      }
      #expect(stopped.fractions == Array(whole.fractions[...stop]))
    }
  }
}
