import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// The elements of L themselves, before any refinement, on tables of every kind that makes accuracy hard.
@Suite struct InverseAccuracyTests {
  /// Fractions of larger ones take their time.
  private static let cases = ConstructedCases.all.filter { !$0.refusals.contains(.inverse) && $0.count <= 18 }

  @Test(arguments: cases) func everyElementIsWithinItsCondition(_ table: AccuracyCase) throws {
    let n = table.count
    let unit = (0..<n).map { i in (0..<n).map { $0 == i ? 1.0 : 0 } }
    let exact = try #require(table.oracle.solve(unit, isTransposed: false))
    let magnitudes = exact.map { $0.map { abs($0.high) } }
    let matrix = (0..<n).map { i in (0..<n).map { abs((i == $0 ? 1 : 0) - table.coefficient(i, $0)) } }
    let bound = product(product(magnitudes, matrix), magnitudes)
    for test in TestEngines.all {
      let operand = try table.operand(on: test.engine)
      let direct = try InverseSolver().inverse(operand, on: test.engine)
      let byFactors = try DenseLUSolver().factorize(operand, on: test.engine).inverse()
      guard direct.report.elimination?.pivoting == Pivoting.none else {
        for i in 0..<n { for j in 0..<n { #expect(direct.values[i, j] == byFactors.values[i, j]) } }
        continue
      }
      var worst = (direct: 0.0, byFactors: 0.0)
      for i in 0..<n {
        for j in 0..<n {
          let allowed = Double(n) * .ulpOfOne * bound[i][j]
          worst.direct = max(worst.direct, ratio(exact[i][j], direct.values[i, j], allowed))
          worst.byFactors = max(worst.byFactors, ratio(exact[i][j], byFactors.values[i, j], allowed))
        }
      }
      // Of n ε |L| |I − A| |L|. Observed: 0.12 both.
      #expect(worst.direct <= 1 && worst.byFactors <= 1, "\(worst), on \(test)")
    }
  }

  private func ratio(_ exact: DoubleDouble, _ found: Double, _ allowed: Double) -> Double {
    let error = (exact - DoubleDouble(found)).magnitude.high
    return error == 0 ? 0 : error / allowed
  }

  private func product(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
    a.map { row in b.indices.map { j in row.indices.reduce(0) { $0 + row[$1] * b[$1][j] } } }
  }
}
