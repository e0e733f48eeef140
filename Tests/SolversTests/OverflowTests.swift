import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// Numbers near the largest there are: what can be measured is, and what cannot is said with a cure.
@Suite struct OverflowTests {
  private static let kinds: [SolverKind] = [.lu, .luMixed, .gth, .inverse, .gmres, .gaussSeidel, .bicgstab, .neumann, .auto]

  private func solve(_ kind: SolverKind, _ rows: [[Double]], _ y: [Double], _ engine: Engine) throws -> Solution {
    let matrix = try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: engine)
    return try kind.solver(rightHandSides: 1).prepare(matrix, on: engine, budget: .unlimited, monitor: .none)
      .solve(y)
  }

  private func error(_ kind: SolverKind, _ rows: [[Double]], _ y: [Double]) -> SolverError? {
    #expect(throws: SolverError.self, "\(kind.rawValue)") { try solve(kind, rows, y, TestEngines.swift).vector }
  }

  /// x = (1.35e308, 9.3e307) is a number, |I − A| |x| + |y| is not.
  @Test(arguments: kinds) func aCheckThatOverflowsNamesTheCure(_ kind: SolverKind) throws {
    let sentence = error(kind, [[0.2, 0.3], [0.4, 0.1]], [8e307, 3e307])?.description
    #expect(
      sentence == "the solution cannot be checked: numbers near 1.8e308 overflow; give the right-hand side in a larger unit")
  }

  /// x = y / (1 − 0.9) is no number.
  @Test(arguments: kinds) func anAnswerThatOverflowsNamesTheCure(_ kind: SolverKind) throws {
    let sentence = error(kind, [[0.9]], [1.7e308])?.description
    #expect(
      sentence?.hasSuffix("the demand overflows: give the right-hand side in a larger unit") == true, "\(sentence ?? "no error")")
  }

  /// ‖I − A‖‖x‖ + ‖y‖ is no number, the sums of the lines are.
  @Test(arguments: TestEngines.all) func whatOnlyTheNormsOverflowIsSolved(_ test: TestEngine) throws {
    for kind in Self.kinds {
      for step in 0..<4 {
        let y = 6.5e307 * (1 + 0.01 * Double(step))
        let solution = try solve(kind, [[0.1, 0.05], [0.8, 0.1]], [y, 0], test.engine)
        // (I − A)⁻¹ = [[0.9, 0.05], [0.8, 0.9]] / 0.77.
        let exact = [y * (0.9 / 0.77), y * (0.8 / 0.77)]
        #expect(relativeDifference(solution.vector, exact) <= 1e-14, "\(kind.rawValue)")
        #expect(solution.report.errors.scaledResidual < 1)
      }
    }
  }

  @Test func measuresOfLargeNumbers() {
    func backward(_ residual: Double, _ x: Double, _ y: Double, norm: Double) -> Double {
      ErrorMeasures(ResidualFigures(residual: residual, x: x, y: y), norm: norm, sectors: 2).backwardError
    }
    // 2⁹⁷¹ / (2 · 2¹⁰²³ + 2¹⁰²³).
    #expect(backward(0x1p971, 0x1p1023, 0x1p1023, norm: 2) == 0x1p-52 / 3)
    #expect(backward(0x1p-10, 0x1p10, 0, norm: 1) == 0x1p-20)
    #expect(backward(1, 1, 1, norm: .infinity).isNaN)
    #expect(backward(.nan, 1, 1, norm: 1).isNaN)
    #expect(backward(0, 1e308, 1e308, norm: .infinity) == 0)
  }
}
