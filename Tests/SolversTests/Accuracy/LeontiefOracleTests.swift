import TestSupport
import Testing

/// The oracles against each other and against formulas.
@Suite struct LeontiefOracleTests {
  private func difference(_ a: [[DoubleDouble]], _ b: [[DoubleDouble]]) -> Double {
    var worst = 0.0
    for (row, other) in zip(a, b) {
      for (x, y) in zip(row, other) where x != y { worst = max(worst, (x - y).magnitude.high / abs(y.high)) }
    }
    return worst
  }

  @Test func fractionsOfBothKindsAreTheSame() throws {
    let a = [[Double]].random(7, 7, seed: 961).map { $0.map(Rational.init(exactly:)) }
    let b = [[Double]].random(7, 3, seed: 962).map { $0.map(Rational.init(exactly:)) }
    #expect(FractionFreeElimination.solve(a, b) == RationalElimination.solve(a, b))
    let singular = [[1, 2], [2, 4]].map { $0.map { Rational($0) } }
    #expect(FractionFreeElimination.solve(singular, singular) == nil)
    #expect(FractionFreeElimination.solve([], [])?.isEmpty == true)
    // The first pivot is zero.
    let turned = [[0, 3], [2, 0]].map { $0.map { Rational($0) } }
    #expect(FractionFreeElimination.solve(turned, [[Rational(6)], [Rational(1)]]) == [[Rational(1, over: 2)], [Rational(2)]])
  }

  /// Graded, reducible, and with flows whose quotients are no binary numbers.
  @Test func refinementAgreesWithFractions() throws {
    var economies = RandomEconomies(seed: 963)
    for kind in [RandomEconomies.Kind.ordinary, .graded, .reducible] {
      let flows = economies.coefficients(15, kind).map { $0.map { 3 * $0 } }
      let output = (0..<15).map { 3 + Double($0 % 7) / 3 }
      let y = (0..<15).map { [Double($0 % 4), $0 == 6 ? 1 : 0] }
      for isTransposed in [false, true] {
        let exact = try #require(LeontiefOracle(flows: flows, output: output).solve(y, isTransposed: isTransposed))
        let refined = try #require(
          LeontiefOracle(flows: flows, output: output, mostExact: 0).solve(y, isTransposed: isTransposed))
        // Observed: at most 2.7e-32.
        #expect(difference(refined, exact) <= 0x1p-80)
      }
    }
  }

  @Test func chainsAreExact() throws {
    let (a, inverse) = ClosedForms.chain(70, exponent: 1)
    let y = (0..<70).map { [$0 == 69 ? 1.0 : 0] }
    let x = try #require(LeontiefOracle(coefficients: a).solve(y, isTransposed: false))
    #expect(x.map { $0[0] } == inverse.map { DoubleDouble($0[69]) })
  }

  @Test func singularSystemsHaveNoAnswer() {
    #expect(LeontiefOracle(coefficients: [[1]]).solve([[1]], isTransposed: false) == nil)
    let idle = (0..<70).map { i in (0..<70).map { i == $0 ? 1.0 : 0 } }
    #expect(LeontiefOracle(coefficients: idle).solve(idle, isTransposed: true) == nil)
  }
}
