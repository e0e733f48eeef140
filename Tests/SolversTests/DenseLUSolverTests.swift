import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

@Suite struct DenseLUSolverTests {
  private func labels(_ n: Int) throws -> SectorIndex {
    try SectorIndex((0..<n).map { SectorLabel(region: "R", code: "s\($0)", name: "sector \($0)") })
  }

  private func prepare(_ rows: [[Double]], _ engine: Engine, refinement: Refinement = .always(1)) throws -> any PreparedSystem {
    try DenseLUSolver(refinement: refinement).prepare(
      CoefficientMatrix(sectors: labels(rows.count), values: Matrix(rows), on: engine), on: engine)
  }

  /// A = u wᵀ has L = I + u wᵀ / (1 − wᵀu). All numbers are powers of two or small integers over one, so that A and the
  /// right-hand side are exact.
  private func rankOne(_ n: Int) -> (a: [[Double]], u: [Double], w: [Double], s: Double) {
    let u = (0..<n).map { Double($0 % 4 + 1) / 64 }
    let w = (0..<n).map { Double(($0 * 3) % 8) / (8 * Double(n).rounded(.up)).binade }
    let s = zip(u, w).map { $0 * $1 }.reduce(0, +)
    return (u.map { ui in w.map { ui * $0 } }, u, w, s)
  }

  @Test(arguments: TestEngines.all, [1, 2, 3, 5, 31, 64, 65, 200])
  func closedFormInBothOrientations(_ test: TestEngine, n: Int) throws {
    let (a, u, w, s) = rankOne(n)
    let y = (0..<n).map { Double($0 % 5) }
    let system = try prepare(a, test.engine)
    let wy = zip(w, y).map { $0 * $1 }.reduce(0, +)
    let uy = zip(u, y).map { $0 * $1 }.reduce(0, +)
    let output = try system.solve(y)
    let prices = try system.solve(y, orientation: .transposed)
    // Observed: at most 4e-16.
    #expect(relativeDifference(output.vector, (0..<n).map { y[$0] + u[$0] * wy / (1 - s) }) <= 4 * Double(n) * Double.ulpOfOne)
    #expect(relativeDifference(prices.vector, (0..<n).map { y[$0] + w[$0] * uy / (1 - s) }) <= 4 * Double(n) * Double.ulpOfOne)
    for report in [output.report, prices.report] {
      #expect(report.errors.scaledResidual < 1)
      #expect(report.errors.componentwiseBackwardError <= 4 * Double.ulpOfOne)
    }
  }

  @Test(arguments: TestEngines.all) func manyRightHandSidesCrossPanels(_ test: TestEngine) throws {
    let n = 65
    let m = 300
    let (a, u, w, s) = rankOne(n)
    var y = try Matrix<Double>(rows: n, columns: m)
    for j in 0..<m { y[j % n, j] = Double(j + 1) }
    let solution = try prepare(a, test.engine).solve(y.view, orientation: .output)
    #expect(solution.values.rows == n && solution.values.columns == m)
    var worst = 0.0
    for j in 0..<m {
      for i in 0..<n {
        let exact = y[i, j] + u[i] * w[j % n] * Double(j + 1) / (1 - s)
        worst = max(worst, abs(solution.values[i, j] - exact) / Double(j + 1))
      }
    }
    #expect(worst <= 4 * Double(n) * Double.ulpOfOne)
    #expect(solution.report.rightHandSides == m)
  }

  @Test(arguments: TestEngines.all) func withoutRefinementTheBoundIsLooserButHolds(_ test: TestEngine) throws {
    let n = 64
    let report = try prepare(rankOne(n).a, test.engine, refinement: .none).solve([Double](repeating: 1, count: n)).report
    #expect(report.iterations == 0)
    #expect(report.errors.componentwiseBackwardError <= Double(n + 1) * Double.ulpOfOne)
  }

  /// Wilkinson's matrix, whose pivots grow as 2ⁿ⁻¹ under partial pivoting: what elimination loses, one step brings back.
  @Test(arguments: TestEngines.all) func refinementIsDoneWhereTheResidualAsksForIt(_ test: TestEngine) throws {
    let n = 9
    // I − A: ones on the diagonal and in the last column, minus ones below the diagonal.
    let a = (0..<n).map { i in (0..<n).map { j in j < i ? 1.0 : j == i ? 0 : j == n - 1 ? -1 : 0 } }
    let y = (0..<n).map { 1 / Double($0 + 3) }
    let limit = ErrorMeasures.roundingLevel(sectors: n)
    let plain = try prepare(a, test.engine, refinement: .none).solve(y).report
    #expect(plain.errors.componentwiseBackwardError > limit)
    let refined = try prepare(a, test.engine, refinement: .whereNeeded).solve(y).report
    #expect(refined.iterations == 1)
    #expect(refined.errors.componentwiseBackwardError <= limit)
    // An easy table is as good as roundings allow without.
    #expect(try prepare(rankOne(n).a, test.engine, refinement: .whereNeeded).solve(y).report.iterations == 0)
    #expect(try prepare(rankOne(n).a, test.engine).solve(y).report.iterations == 1)
  }

  @Test(arguments: TestEngines.all) func negativeCoefficientsAreMeasuredByTheirMagnitudes(_ test: TestEngine) throws {
    // I − A = [[1, .5], [−.5, 1]], determinant 1.25.
    let solution = try prepare([[0, -0.5], [0.5, 0]], test.engine).solve([1, 2])
    #expect(relativeDifference(solution.vector, [0, 2]) <= 4 * Double.ulpOfOne)
    #expect(solution.report.errors.componentwiseBackwardError <= 4 * Double.ulpOfOne)
  }

  @Test(arguments: TestEngines.all) func noSectors(_ test: TestEngine) throws {
    let solution = try prepare([], test.engine).solve([])
    #expect(solution.vector.isEmpty)
    #expect(solution.report.errors.scaledResidual == 0)
    #expect(solution.report.errors.backwardError == 0)
  }

  @Test(arguments: TestEngines.all) func noRightHandSide(_ test: TestEngine) throws {
    let empty = try Matrix<Double>(rows: 2, columns: 0)
    let solution = try prepare([[0.1, 0], [0, 0.2]], test.engine).solve(empty.view, orientation: .output)
    #expect(solution.values.columns == 0)
  }

  @Test(arguments: TestEngines.all) func oneSector(_ test: TestEngine) throws {
    #expect(try prepare([[0.75]], test.engine).solve([3]).vector == [12])
  }

  @Test(arguments: TestEngines.all) func inactiveSectorHasItsDemandAsOutput(_ test: TestEngine) throws {
    let table = try ReferenceTables.table(
      codes: ["a", "idle"], flows: [[5, 0], [0, 0]], demand: [[5], [0]], output: [10, 0], valueAdded: [5, 0])
    let system = try DenseLUSolver().prepare(CoefficientMatrix(table, on: test.engine), on: test.engine)
    #expect(try system.solve([5, 7]).vector == [10, 7])
  }
}
