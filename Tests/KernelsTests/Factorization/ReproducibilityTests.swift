import Kernels
import MatrixCore
import TestSupport
import Testing

/// The same bits from run to run and from teams of any size.
@Suite struct ReproducibilityTests {
  /// Beyond the orders at which a second thread and a third pay: those of own blocks; smaller ones are cut small anyway.
  private func order(_ kernels: SwiftKernels) -> Int { kernels.blocks == nil ? 410 : 130 }

  @Test(arguments: SwiftKernels.all, [Pivoting.partial, .none])
  func factorsAndInverses(_ kernels: SwiftKernels, _ pivoting: Pivoting) throws {
    let n = order(kernels)
    let a = pivoting == .partial ? AccuracyMatrix.random.numbers(n) : AccuracyMatrix.economy.numbers(n)
    let alone = try work(kernels.engine(threads: 1), a, pivoting)
    for threads in [2, 3, 7] {
      let team = try work(kernels.engine(threads: threads), a, pivoting)
      #expect(team.factors == alone.factors && team.pivots == alone.pivots, "\(threads) threads")
      #expect(team.inverse == alone.inverse, "\(threads) threads")
    }
    for run in 0..<20 {
      let again = try work(kernels.engine(threads: 3), a, pivoting)
      #expect(again.factors == alone.factors && again.inverse == alone.inverse, "run \(run)")
    }
  }

  private func work(
    _ engine: Engine, _ a: [[Double]], _ pivoting: Pivoting
  ) throws -> (factors: [[Double]], pivots: Pivots, inverse: [[Double]]) {
    var placed = try PlacedMatrix<Double>(a, columns: a.count, .columnMajor)
    var target = placed.mutableView
    let pivots = try engine.factorize(&target, pivoting: pivoting)
    let factors = placed.numbers
    var again = placed.mutableView
    try engine.invert(factors: &again, pivots: pivots)
    return (factors, pivots, placed.numbers)
  }

  @Test(arguments: SwiftKernels.all, [1, 2, 40, 131])
  func triangularSolves(_ kernels: SwiftKernels, _ columns: Int) throws {
    let n = order(kernels)
    let alone = try solve(kernels.engine(threads: 1), n, columns)
    for threads in [2, 3, 7] {
      #expect(try solve(kernels.engine(threads: threads), n, columns) == alone, "\(threads) threads")
    }
    for run in 0..<20 { #expect(try solve(kernels.engine(threads: 3), n, columns) == alone, "run \(run)") }
  }

  private func solve(_ engine: Engine, _ n: Int, _ columns: Int) throws -> [[Double]] {
    let t = try PlacedMatrix<Double>(AccuracyMatrix.economy.numbers(n), columns: n, .columnMajor)
    var b = try PlacedMatrix<Double>(.random(n, columns, seed: 91), columns: columns, .columnMajor)
    var target = b.mutableView
    engine.solveTriangular(.lower, .unit, t.view, &target)
    engine.solveTriangular(.upper, .stored, t.view, &target)
    return b.numbers
  }
}
