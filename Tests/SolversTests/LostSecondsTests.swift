import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// What `auto` lost on a method that did not get there is told beside what the answer took.
@Suite struct LostSecondsTests {
  private func expectLoss(_ report: SolveReport, _ cause: String, _ comment: Comment) throws {
    try #require(report.method == "lu" && report.reason.contains(cause), "\(report.reason) \(comment)")
    #expect(report.lostSeconds > 0, comment)
    // Rates are those of LU alone.
    let flops = try #require(report.flops)
    #expect(report.seconds == report.prepareSeconds + report.solveSeconds, comment)
    #expect(report.gigaflopsPerSecond == flops / report.seconds * 1e-9, comment)
  }

  /// Value added of 1e-12 is nothing in single precision.
  @Test(arguments: TestEngines.all) func anIterationThatGaveUp(_ test: TestEngine) throws {
    let n = 1000
    let rows = [[Double]].coefficients(n, columnSum: 1 - 1e-12, seed: 981)
    let matrix = try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: test.engine)
    let system = try AutoSolver(rightHandSides: 1).prepare(matrix, on: test.engine)
    let y = [Double](repeating: 1, count: n)
    let (first, second) = (try system.solve(y).report, try system.solve(y).report)
    try expectLoss(first, "had not converged", "\(test)")
    #expect(second.prepareSeconds == first.prepareSeconds && second.lostSeconds == first.lostSeconds)
  }

  /// Sectors of the first region use up what they make of themselves: its block is zero, I − A = [[0, −I/2], [I/2, I/2]] is not.
  @Test(arguments: TestEngines.all) func aPreparationThatFailed(_ test: TestEngine) throws {
    let half = 500
    let rows = (0..<2 * half).map { i in
      (0..<2 * half).map { j -> Double in
        switch (i < half, j < half) {
        case (true, true): i == j ? 1 : 0
        case (true, false): j == i + half ? 0.5 : 0
        case (false, true): i == j + half ? -0.5 : 0
        case (false, false): i == j ? 0.5 : 0
        }
      }
    }
    let sectors = try SectorIndex(
      (0..<2 * half).map { SectorLabel(region: $0 < half ? "R" : "S", code: "s\($0 % half)", name: "") })
    let matrix = try CoefficientMatrix(sectors: sectors, values: Matrix(rows), on: test.engine)
    let system = try AutoSolver(rightHandSides: 1).prepare(matrix, on: test.engine)
    let solution = try system.solve([Double](repeating: 1, count: 2 * half))
    try expectLoss(solution.report, "a block without an inverse", "\(test)")
    // −x₂ / 2 = 1 and (x₁ + x₂) / 2 = 1, exact in powers of two.
    #expect(solution.vector == [Double](repeating: 4, count: half) + [Double](repeating: -2, count: half))
  }

  @Test(arguments: TestEngines.all) func nothingIsLostOtherwise(_ test: TestEngine) throws {
    let rows = [[Double]].coefficients(90, columnSum: 0.8, seed: 983)
    let matrix = try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: test.engine)
    for solver in [AutoSolver(rightHandSides: 1), DenseLUSolver(), IterativeSolver()] as [any LeontiefSolver] {
      let system = try solver.prepare(matrix, on: test.engine, budget: .unlimited, monitor: .none)
      #expect(try system.solve([Double](repeating: 1, count: 90)).report.lostSeconds == 0, "\(solver.name)")
    }
  }
}
