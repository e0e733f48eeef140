import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Ghosh's model by scaling, against exact fractions of Γ = x̂⁻¹ Z and printed figures.
@Suite struct GhoshSystemTests {
  /// (I − Γ) u = c or its transpose in fractions, from flows and outputs as they are.
  private func exact(
    _ flows: [[Double]], _ output: [Double], _ sides: [Double], _ orientation: Orientation
  ) throws -> [Double] {
    let n = output.count
    let gamma = (0..<n).map { i in
      (0..<n).map { j in
        output[i] == 0 ? Rational(0) : Rational(exactly: flows[i][j]) / Rational(exactly: output[i])
      }
    }
    let system = (0..<n).map { i in
      (0..<n).map { Rational(i == $0 ? 1 : 0) - (orientation == .output ? gamma[i][$0] : gamma[$0][i]) }
    }
    let answer = RationalElimination.solve(system, sides.map { [Rational(exactly: $0)] })
    return try #require(answer).map { $0[0].approximation }
  }

  private func system(_ flows: [[Double]], _ output: [Double], _ engine: Engine) throws -> GhoshSystem {
    let a = flows.map { row in row.indices.map { output[$0] == 0 ? 0 : row[$0] / output[$0] } }
    return try GhoshSystem(Economy(a).prepare(engine), output: output, on: engine)
  }

  /// Flows of sectors of very unequal size, the sizes powers of two so that A is exact.
  private func flows(_ n: Int, seed: UInt64) throws -> (flows: [[Double]], output: [Double]) {
    let a = try Economy.dyadic(n, seed: seed).rows
    let output = (0..<n).map { Double(sign: .plus, exponent: ($0 * 11) % 40, significand: 1) }
    return (a.map { row in row.indices.map { row[$0] * output[$0] } }, output)
  }

  @Test(arguments: TestEngines.all, [1, 2, 7, 12]) func exactFractions(_ test: TestEngine, n: Int) throws {
    let (flows, output) = try flows(n, seed: 151)
    let system = try system(flows, output, test.engine)
    let sides = (0..<n).map { Double($0 % 4) + 1 }
    for orientation in [Orientation.output, .transposed] {
      let solution = try system.solve(sides, orientation: orientation)
      let expected = try exact(flows, output, sides, orientation)
      // Element by element, since the sizes differ by 2⁴⁰. Observed: at most 6e-16.
      #expect(zip(solution.vector, expected).allSatisfy { relativeDifference($0, $1) <= 4 * Double(n) * .ulpOfOne })
      #expect(solution.report.errors.componentwiseBackwardError <= 4 * .ulpOfOne)
      #expect(solution.report.errors.scaledResidual < 1)
      #expect(solution.report.method == "lu" && solution.report.orientation == orientation)
      #expect(solution.report.reason == "scaled to allocation coefficients; asked for")
    }
  }

  /// Γ as an operator: products, blocks and facts of the matrix written out.
  @Test(arguments: TestEngines.all) func allocationCoefficients(_ test: TestEngine) throws {
    let n = 10
    let x = try Matrix<Double>((0..<n).map { i in (0..<2).map { Double((i * 2 + $0) % 7) - 3 } })
    let (flows, output) = try flows(n, seed: 152)
    let gamma = try Economy((0..<n).map { i in (0..<n).map { flows[i][$0] / output[i] } })
    let found = try system(flows, output, test.engine).coefficients
    let expected = try gamma.coefficients
    for orientation in [Orientation.output, .transposed] {
      for (lines, magnitudes, beta) in [(0..<n, false, 0.0), (3..<7, true, 2.0), (9..<10, false, -1.0), (4..<4, true, 0)] {
        var worst = 0.0
        var a = try ones(lines.count, 2)
        try multiply(found, lines, orientation, magnitudes, x, beta, &a, test.engine)
        var c = try ones(lines.count, 2)
        try multiply(expected, lines, orientation, magnitudes, x, beta, &c, test.engine)
        for i in 0..<a.rows { for j in 0..<a.columns { worst = max(worst, relativeDifference(a[i, j], c[i, j])) } }
        // Powers of two scale exactly; the order of summation is the same.
        #expect(worst <= 4 * Double(n) * .ulpOfOne)
      }
    }
    var m = try Matrix<Double>(rows: n, columns: n)
    var target = m.mutableView
    found.formIdentityMinus(into: &target, on: test.engine)
    #expect(m.nested == gamma.rows.subtractedFromIdentity)
    var block = try Matrix<Double>(rows: 4, columns: 6)
    target = block.mutableView
    found.copy(rows: 2..<6, columns: 4..<10, into: &target, on: test.engine)
    #expect(block.nested == gamma.rows[2..<6].map { Array($0[4..<10]) })
    #expect(relativeDifference(found.facts.rowNorm, expected.facts.rowNorm) <= 4 * Double(n) * .ulpOfOne)
    #expect(relativeDifference(found.facts.columnNorm, expected.facts.columnNorm) <= 4 * Double(n) * .ulpOfOne)
    #expect(found.facts.largestMagnitude >= expected.facts.largestMagnitude)
    #expect(found.facts.isNonNegative && found.facts.nonZeros == expected.facts.nonZeros)
    #expect(found.facts.rowsDominate == expected.facts.rowsDominate)
  }

  private func ones(_ rows: Int, _ columns: Int) throws -> Matrix<Double> {
    try Matrix([[Double]](repeating: [Double](repeating: 1, count: columns), count: rows))
  }

  private func multiply(
    _ a: any CoefficientOperator, _ lines: Range<Int>, _ orientation: Orientation, _ magnitudes: Bool,
    _ x: borrowing Matrix<Double>, _ beta: Double, _ c: inout Matrix<Double>, _ engine: Engine
  ) throws {
    guard c.rows > 0 else { return }
    var target = c.mutableView
    try a.multiply(3, lines: lines, of: orientation, magnitudes: magnitudes, x.view, plus: beta, into: &target, on: engine)
  }

  /// Germany 1995: the first column and the row sums of G as printed, x from its primary inputs, diag G = diag L.
  @Test(arguments: TestEngines.all) func germany(_ test: TestEngine) throws {
    let table = try ReferenceTables.germany1995()
    let output = table.output ?? []
    let coefficients = try CoefficientMatrix(table, on: test.engine)
    let ghosh = try GhoshSystem(DenseLUSolver().prepare(coefficients, on: test.engine), output: output, on: test.engine)
    let column = try ghosh.solve([1, 0, 0, 0, 0, 0]).vector
    #expect(zip(column, [1.0339, 0.0118, 0.0037, 0.0103, 0.0117, 0.0043]).allSatisfy { abs($0 - $1) < 6e-5 })
    let linkages = try ghosh.forwardLinkages().vector
    #expect(zip(linkages, [2.1126, 1.6910, 1.3558, 1.5848, 2.1037, 1.2106]).allSatisfy { abs($0 - $1) < 6e-5 })
    let primary = output.indices.map { j in output[j] - (0..<6).map { table.transactions[$0, j] }.reduce(0, +) }
    #expect(relativeDifference(try ghosh.output(of: primary).vector, output) <= 24 * .ulpOfOne)
  }

  /// What a sector without output is given is its answer, and nobody else notices.
  @Test(arguments: TestEngines.all) func sectorsWithoutOutput(_ test: TestEngine) throws {
    let system = try system([[2, 0, 2], [0, 0, 0], [4, 0, 2]], [8, 0, 8], test.engine)
    for orientation in [Orientation.output, .transposed] {
      let found = try system.solve([1, 7, 2], orientation: orientation).vector
      let expected = try exact([[2, 0, 2], [0, 0, 0], [4, 0, 2]], [8, 0, 8], [1, 7, 2], orientation)
      #expect(found[1] == 7 && relativeDifference(found, expected) <= 12 * .ulpOfOne)
    }
    // All without output: G = I.
    #expect(try self.system([[0, 0], [0, 0]], [0, -0.0], test.engine).solve([3, 4]).vector == [3, 4])
    #expect(try self.system([], [], test.engine).solve([]).vector.isEmpty)
  }

  @Test func refusals() throws {
    let base = try Economy([[0.25, 0.25], [0.25, 0.25]]).prepare(TestEngines.swift)
    func refusal(_ output: [Double]) -> String? {
      do {
        _ = try GhoshSystem(base, output: output, on: TestEngines.swift)
        return nil
      } catch { return error.description }
    }
    #expect(refusal([1]) == "output has 1 numbers; the table has 2 sectors")
    #expect(refusal([1, .nan]) == "output of sector R0/s1 is not finite")
    #expect(refusal([-.infinity, 1]) == "output of sector R0/s0 is not finite")
    #expect(
      refusal([1, 0])
        == "sector R0/s1 sells or buys but has no output: its allocation coefficients are not defined; correct its output")
    let ghosh = try GhoshSystem(base, output: [1, 2], on: TestEngines.swift)
    #expect(throws: SolverError.rightHandSideShape(expected: 2, found: 1)) { try ghosh.solve([1]).vector }
    #expect(throws: SolverError.rightHandSideNotFinite(row: 1, column: 0)) { try ghosh.output(of: [1, .infinity]).vector }
  }

  /// Negative output, with leave of the table, has a negative scale; |Γ| has not.
  @Test(arguments: TestEngines.all) func negativeOutput(_ test: TestEngine) throws {
    let (flows, output) = ([[1.0, 2], [1, 1]], [8.0, -4])
    let system = try system(flows, output, test.engine)
    for orientation in [Orientation.output, .transposed] {
      let found = try system.solve([1, 3], orientation: orientation)
      #expect(relativeDifference(found.vector, try exact(flows, output, [1, 3], orientation)) <= 8 * .ulpOfOne)
      #expect(found.report.errors.componentwiseBackwardError <= 4 * .ulpOfOne)
    }
    let (isNonNegative, sum) = (system.coefficients.facts.isNonNegative, system.coefficients.facts.largestRowSum)
    #expect(!isNonNegative && sum == 0.5)
  }

  /// Changes and scaling compose: extraction in the supply-driven model.
  @Test(arguments: TestEngines.all) func extractionOfAllocations(_ test: TestEngine) throws {
    var (flows, output) = try flows(8, seed: 153)
    let system = try system(flows, output, test.engine)
    var change = CoefficientChange(of: system.coefficients.sectors)
    try change.extract([3], .forward)
    let without = try UpdatedSystem(system, changing: change, on: test.engine)
    let primary = (0..<8).map { j in output[j] - flows.map { $0[j] }.reduce(0, +) }
    flows[3] = [Double](repeating: 0, count: 8)
    let found = try without.solve(primary, orientation: .transposed).vector
    let expected = try exact(flows, output, primary, .transposed)
    #expect(relativeDifference(found, expected) <= 32 * .ulpOfOne)
  }
}
