import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// Fields of influence against differences of exact inverses.
@Suite struct FieldOfInfluenceTests {
  private let n = 6

  private func exactInverse(_ rows: [[Double]]) throws -> [[Rational]] {
    let system = rows.indices.map { i in
      rows.indices.map { Rational(i == $0 ? 1 : 0) - Rational(exactly: rows[i][$0]) }
    }
    return try #require(RationalElimination.inverse(system))
  }

  /// (L(ε) − L)/ε in fractions.
  private func exactField(_ economy: Economy, _ i: Int, _ j: Int, _ change: Double) throws -> [[Double]] {
    let other = economy.changed { $0[i][j] += change }
    let (before, after) = (try exactInverse(economy.rows), try exactInverse(other.rows))
    return zip(after, before).map { zip($0, $1).map { (($0 - $1) / Rational(exactly: change)).approximation } }
  }

  @Test(arguments: TestEngines.all) func oneCell(_ test: TestEngine) throws {
    let economy = try Economy.dyadic(n, seed: 141)
    let system = try economy.prepare(test.engine)
    for (i, j) in [(0, 0), (2, 5), (5, 2)] {
      for change in [0.125, -0.0625] {
        let exact = try exactField(economy, i, j, change)
        let found = try FieldOfInfluence(row: i, column: j, change: change, in: system)
        let field = (0..<n).map { r in (0..<n).map { found[r, $0] } }
        // Observed: at most 1e-15.
        #expect(relativeDifference(field.flatMap { $0 }, exact.flatMap { $0 }) <= 4 * Double(n) * .ulpOfOne)
        let index = exact.flatMap { $0 }.map { $0 * $0 }.reduce(0, +)
        #expect(relativeDifference(found.index, index) <= 8 * Double(n) * .ulpOfOne)
      }
      // The field of first order is the derivative: products of the inverse's elements.
      let inverse = try exactInverse(economy.rows)
      let first = try FieldOfInfluence(row: i, column: j, in: system)
      #expect(first.factor == 1)
      #expect(relativeDifference(first[3, 1], (inverse[3][i] * inverse[j][1]).approximation) <= 8 * Double(n) * .ulpOfOne)
    }
  }

  @Test(arguments: TestEngines.all) func allCellsAgreeWithEachCell(_ test: TestEngine) throws {
    let economy = try Economy.dyadic(n, seed: 142)
    let system = try economy.prepare(test.engine)
    let inverse = try DenseLUSolver().factorize(economy.coefficients, on: test.engine).inverse()
    for change in [0, 0.25] {
      let all = try FieldOfInfluence.indices(inverse: inverse.values.view, change: change, sectors: economy.sectors)
      for i in 0..<n {
        for j in 0..<n {
          let one = try FieldOfInfluence(row: i, column: j, change: change, in: system).index
          #expect(relativeDifference(all[i, j], one) <= 8 * Double(n) * .ulpOfOne)
        }
      }
    }
  }

  /// A chain of powers of two has an inverse of them: every operation is exact.
  @Test(arguments: TestEngines.all) func aChainIsExact(_ test: TestEngine) throws {
    let (a, l) = ClosedForms.chain(8, exponent: 2)
    let economy = try Economy(a)
    let found = try FieldOfInfluence(row: 5, column: 1, change: 0.5, in: economy.prepare(test.engine))
    // l₁₅ = 2⁻⁸.
    #expect(found.factor == 1 - 0.5 * 0x1p-8)
    #expect(found.sellers == l.map { $0[5] } && found.buyers == l[1])
  }

  @Test(arguments: TestEngines.all) func theEndOfProductivity(_ test: TestEngine) throws {
    let economy = try Economy([[0.5, 0], [0, 0]])
    let system = try economy.prepare(test.engine)
    // l₀₀ = 2: a_00 may grow by less than a half.
    #expect(try FieldOfInfluence(row: 0, column: 0, change: 0.25, in: system).factor == 0.5)
    for change in [0.5, 0.75] {
      #expect(throws: SolverError.update(.notProductive(sectors: [economy.sectors[0]], factor: 1 - 2 * change))) {
        try FieldOfInfluence(row: 0, column: 0, change: change, in: system).factor
      }
    }
    let inverse = try DenseLUSolver().factorize(economy.coefficients, on: test.engine).inverse()
    #expect(throws: SolverError.update(.notProductive(sectors: [economy.sectors[0]], factor: 0))) {
      try FieldOfInfluence.indices(inverse: inverse.values.view, change: 0.5, sectors: economy.sectors).rows
    }
  }

  @Test func refusals() throws {
    let economy = try Economy.dyadic(n, seed: 143)
    let system = try economy.prepare(TestEngines.swift)
    #expect(throws: SolverError.update(.sectorOutOfRange(index: 6, sectors: 6))) {
      try FieldOfInfluence(row: 0, column: 6, in: system).factor
    }
    #expect(throws: SolverError.update(.notFinite(row: economy.sectors[0], column: economy.sectors[1]))) {
      try FieldOfInfluence(row: 0, column: 1, change: .infinity, in: system).factor
    }
    let inverse = try DenseLUSolver().factorize(economy.coefficients, on: TestEngines.swift).inverse()
    #expect(throws: SolverError.self) {
      try FieldOfInfluence.indices(
        inverse: inverse.values.view, sectors: economy.sectors, budget: MemoryBudget(limit: 287)
      ).rows
    }
  }
}
