import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// Single precision inside, double precision outside.
@Suite struct MixedLUSolverTests {
  private func coefficients(_ rows: [[Double]]) throws -> CoefficientMatrix {
    try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: TestEngines.swift)
  }

  private func prepare(_ rows: [[Double]], _ engine: Engine) throws -> any PreparedSystem {
    try MixedLUSolver().prepare(coefficients(rows), on: engine)
  }

  /// What single precision with refinement must report.
  private func expectRefined(_ report: SolveReport, mostSteps: Int = 3) {
    #expect(report.method == "lu-mixed" && !report.reason.contains("fell back"))
    #expect(report.iterations <= mostSteps)
    // Relative to n eps, which for one sector is not more than the two roundings of the residual.
    #expect(report.errors.scaledResidual < (report.sectors == 1 ? 2 : 1))
    // Observed: at most 2.8 eps.
    #expect(report.errors.componentwiseBackwardError <= 4 * .ulpOfOne)
  }

  @Test(arguments: TestEngines.all, [1, 2, 3, 5, 31, 64, 65, 200])
  func closedFormInBothOrientations(_ test: TestEngine, n: Int) throws {
    let u = (0..<n).map { Double($0 % 4 + 1) / 8 }
    let w = (0..<n).map { Double($0 % 3 + 1) / Double(n) }
    let (rows, inverse) = ClosedForms.rankOne(u, w)
    let y = (0..<n).map { Double($0 % 5 + 1) }
    let system = try prepare(rows, test.engine)
    for orientation in [Orientation.output, .transposed] {
      let solution = try system.solve(y, orientation: orientation)
      let exact = (0..<n).map { i in
        (0..<n).reduce(0) { $0 + (orientation == .output ? inverse[i][$1] : inverse[$1][i]) * y[$1] }
      }
      // Observed: at most 0.7 (n + 4) eps.
      let allowed = 20 * Double(n + 4) * Double.ulpOfOne
      #expect(relativeDifference(solution.vector, exact) <= allowed)
      expectRefined(solution.report)
    }
  }

  /// Condition numbers up to some 10⁴ take three steps at most; each costs a constant number of digits.
  @Test(arguments: TestEngines.all, [0.5, 0.9, 0.99, 0.999]) func fewStepsAreEnough(_ test: TestEngine, sum: Double) throws {
    let n = 120
    let rows = [[Double]].coefficients(n, columnSum: sum, seed: 101)
    let y = (0..<n).map { Double($0 % 7) }
    let system = try prepare(rows, test.engine)
    for orientation in [Orientation.output, .transposed] {
      let solution = try system.solve(y, orientation: orientation)
      expectRefined(solution.report)
      let reference = try DenseLUSolver().prepare(coefficients(rows), on: test.engine).solve(y, orientation: orientation).vector
      let allowed = 4 * Double(n) * Double.ulpOfOne / (1 - sum)
      #expect(relativeDifference(solution.vector, reference) <= allowed)
    }
  }

  @Test(arguments: TestEngines.all) func exactFractions(_ test: TestEngine) throws {
    for (n, sum) in [(3, 0.9), (12, 0.999), (12, 0.99999)] {
      let rows = [[Double]].coefficients(n, columnSum: sum, seed: 102)
      let y = (0..<n).map { Double($0 + 1) }
      let system = rows.enumerated().map { i, row in
        row.enumerated().map { Rational(i == $0 ? 1 : 0) - Rational(exactly: $1) }
      }
      let exact = try #require(RationalElimination.solve(system, y.map { [Rational(exactly: $0)] }))
      let solution = try prepare(rows, test.engine).solve(y)
      let allowed = 4 * Double(n) * Double.ulpOfOne / (1 - sum)
      #expect(worstComponent(solution.vector, exact.map { $0[0].approximation }) <= allowed)
      expectRefined(solution.report, mostSteps: 5)
    }
  }

  @Test(arguments: TestEngines.all, [0, 1, 2, 15, 64, 300]) func anyNumberOfRightHandSides(_ test: TestEngine, m: Int) throws {
    let n = 65
    let rows = [[Double]].coefficients(n, columnSum: 0.8, seed: 103)
    let y = try Matrix([[Double]].random(n, m, seed: 104).map { $0.map { $0 + 1 } })
    let system = try prepare(rows, test.engine)
    let solution = try system.solve(y.view, orientation: .output)
    #expect(solution.values.rows == n && solution.values.columns == m && solution.report.rightHandSides == m)
    guard m > 0 else { return }
    expectRefined(solution.report)
    // (I − A) X = Y by an accurate product.
    for j in [0, m / 2, m - 1] {
      for i in 0..<n {
        var sum = AccurateProduct()
        for k in 0..<n { sum.add((i == k ? 1 : 0) - rows[i][k], solution.values[k, j]) }
        let allowed = 4 * Double.ulpOfOne * (sum.magnitude + y[i, j])
        #expect(abs(sum.value - y[i, j]) <= allowed)
      }
    }
  }

  /// Demands far outside the range of single precision: a power of two more or less changes no bit of the answer's fraction.
  @Test(arguments: TestEngines.all, [-900, -200, 200, 900]) func sizesOfDemandDoNotMatter(_ test: TestEngine, power: Int) throws {
    let n = 40
    let system = try prepare(.coefficients(n, columnSum: 0.9, seed: 105), test.engine)
    let y = (0..<n).map { Double($0 % 6) }
    let scale = Double(sign: .plus, exponent: power, significand: 1)
    let scaled = try system.solve(y.map { $0 * scale })
    expectRefined(scaled.report)
    #expect(scaled.vector == (try system.solve(y).vector).map { $0 * scale })
  }

  @Test(arguments: TestEngines.all) func noDemand(_ test: TestEngine) throws {
    let solution = try prepare(.coefficients(5, columnSum: 0.9, seed: 106), test.engine).solve([0, 0, 0, 0, 0])
    #expect(solution.vector == [0, 0, 0, 0, 0] && solution.report.iterations == 0)
    #expect(try prepare([], test.engine).solve([]).vector.isEmpty)
  }

  @Test(arguments: TestEngines.all) func negativeCoefficients(_ test: TestEngine) throws {
    // I − A = [[1, .5], [−.5, 1]], determinant 1.25.
    let solution = try prepare([[0, -0.5], [0.5, 0]], test.engine).solve([1, 2])
    #expect(relativeDifference(solution.vector, [0, 2]) <= 4 * .ulpOfOne)
    expectRefined(solution.report)
    // Rows have to be exchanged: I − A = [[10⁻⁸, 1], [1, 1]].
    let exchanged = try prepare([[1 - 1e-8, -1], [-1, 0]], test.engine).solve([1, 2])
    #expect(exchanged.report.method == "lu-mixed" && relativeDifference(exchanged.vector, [1, 1]) < 2e-8)
    #expect(exchanged.report.errors.componentwiseBackwardError <= 4 * .ulpOfOne)
  }

  @Test(arguments: TestEngines.all) func flowsAndTheirFactorsAreTheSameSystem(_ test: TestEngine) throws {
    let table = { try ReferenceTables.germany1995() }
    let kept = try MixedLUSolver().prepare(CoefficientMatrix(table(), on: test.engine), on: test.engine)
    let flows = try MixedLUSolver().prepare(CoefficientMatrix(flowsOf: table(), on: test.engine), on: test.engine)
    let y = [1.0, 2, 3, 4, 5, 6]
    let solution = try flows.solve(y)
    expectRefined(solution.report)
    #expect(relativeDifference(solution.vector, try kept.solve(y).vector) <= 60 * .ulpOfOne)
  }

  @Test func theReportAndTheNeed() throws {
    let report = try prepare(.coefficients(20, columnSum: 0.5, seed: 107), TestEngines.swift).solve(
      [Double](repeating: 1, count: 20)
    ).report
    #expect(MixedLUSolver().name == "lu-mixed")
    #expect(report.reason == "asked for; factors in single precision, refined with residuals in double precision")
    #expect(report.elimination?.pivoting == .partial && report.relativeErrorBound == nil)
    // A, 3200; the factors in single precision; the answer and three panels, 640, and one in single precision; 20 rows of |A|.
    #expect(report.peakBytes == 3200 + 1600 + 640 + 80 + 3200)
    let (n, m) = (10_000, 100)
    // Half of what double precision needs, but for panels.
    let (single, double) = (
      MixedLUSolver().bytesNeeded(sectors: n, rightHandSides: m), DenseLUSolver().bytesNeeded(sectors: n, rightHandSides: m)
    )
    #expect(double - single > 390_000_000)
    #expect(MixedLUSolver().bytesNeeded(sectors: Int.max / 2, rightHandSides: 1) == .max)
  }
}
