import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// Every component is accurate, whatever the condition number.
@Suite struct GTHAccuracyTests {
  private func solve(
    _ system: DeficitSystem, _ y: [Double], _ orientation: Orientation, _ engine: Engine, panel: Int = 16
  ) throws -> (x: [Double], report: SolveReport) {
    let solution = try GTHSolver(deficits: system.deficits, panel: panel)
      .prepare(system.coefficients(), on: engine).solve(y, orientation: orientation)
    return (solution.vector, solution.report)
  }

  /// The largest relative error of a component in each orientation, which must be within 10 n eps and the stated bound.
  private func expectAccurate(_ system: DeficitSystem, _ engine: Engine, panel: Int = 16, _ comment: Comment? = nil) throws {
    let n = system.count
    let y = (0..<n).map { Double($0 % 4) + ($0 == n - 1 ? 1 : 0) }
    for orientation in [Orientation.output, .transposed] {
      let exact = try #require(system.exact(y, orientation), comment)
      let (x, report) = try solve(system, y, orientation, engine, panel: panel)
      let error = worstComponent(x, exact)
      // Observed: at most 0.45 n eps.
      #expect(error <= 10 * Double(n) * .ulpOfOne, comment)
      #expect(error <= (try #require(report.relativeErrorBound)), comment)
      #expect(report.errors.scaledResidual < 1, comment)
    }
  }

  @Test(arguments: TestEngines.all, [1e-1, 1e-2, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12, 1e-14])
  func deficitsOfAnySize(_ test: TestEngine, deficit: Double) throws {
    try expectAccurate(DeficitSystem(120, deficit: deficit, seed: 71), test.engine)
  }

  /// The same systems by Gaussian elimination: the digits that GTH keeps are lost there.
  @Test(arguments: TestEngines.all, [1e-8, 1e-12]) func luLosesDigits(_ test: TestEngine, deficit: Double) throws {
    let system = DeficitSystem(120, deficit: deficit, seed: 71)
    let y = [Double](repeating: 1, count: 120)
    let exact = try #require(system.exact(y, .output))
    let lu = try DenseLUSolver().prepare(system.coefficients(), on: test.engine).solve(y).vector
    // Observed: 1.4e-10 and more for 1e-8, against 8e-16.
    let gth = try solve(system, y, .output, test.engine).x
    #expect(worstComponent(lu, exact) > 1e4 * worstComponent(gth, exact))
  }

  /// Only one sector adds value, 10⁻¹⁴ of its output; all others reach it by what they use.
  @Test(arguments: TestEngines.all) func zeroDeficitsInAllColumnsButOne(_ test: TestEngine) throws {
    for place in [0, 60, 119] {
      var system = DeficitSystem(120, deficit: 0, seed: 72)
      system.deficits[place] = 1e-14
      try expectAccurate(system, test.engine, "\(place)")
    }
  }

  @Test(arguments: TestEngines.all, [1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 31, 32, 33, 70])
  func sizesAroundTheEdgesOfPanels(_ test: TestEngine, n: Int) throws {
    for panel in [1, 4, 8, 128] {
      try expectAccurate(DeficitSystem(n, deficit: 1e-9, seed: 73), test.engine, panel: panel, "panel of \(panel)")
    }
  }

  /// The default panel, crossed.
  @Test(arguments: TestEngines.all) func severalPanelsOfTheUsualWidth(_ test: TestEngine) throws {
    try expectAccurate(DeficitSystem(150, deficit: 1e-10, seed: 74), test.engine, panel: 128)
  }

  /// Coefficients of one column differ by up to twenty powers of ten.
  @Test(arguments: TestEngines.all) func gradedCoefficients(_ test: TestEngine) throws {
    for n in [10, 60] {
      var system = DeficitSystem(n, deficit: 1e-11, seed: 75)
      for i in 0..<n {
        for j in 0..<n { system.offDiagonal[i][j] *= Double(sign: .plus, exponent: -((i * 7 + j * 3) % 64), significand: 1) }
      }
      try expectAccurate(system, test.engine, "\(n)")
    }
  }

  @Test(arguments: TestEngines.all) func blockTriangularTables(_ test: TestEngine) throws {
    for (n, isUpper) in [(12, true), (12, false), (50, true), (50, false)] {
      var system = DeficitSystem(n, deficit: 1e-10, seed: 76)
      let edge = n / 3
      for i in 0..<n {
        for j in 0..<n where isUpper ? i >= edge && j < edge : i < edge && j >= edge { system.offDiagonal[i][j] = 0 }
      }
      try expectAccurate(system, test.engine, panel: 8, "\(n) \(isUpper)")
    }
  }

  @Test(arguments: TestEngines.all) func independentGroupsOfSectors(_ test: TestEngine) throws {
    for n in [12, 51] {
      var system = DeficitSystem(n, deficit: 1e-10, seed: 77)
      for i in 0..<n {
        for j in 0..<n where i % 3 != j % 3 { system.offDiagonal[i][j] = 0 }
      }
      try expectAccurate(system, test.engine, panel: 8, "\(n)")
    }
  }

  /// A sector without output buys and sells nothing: what is asked of it is what it makes.
  @Test(arguments: TestEngines.all) func sectorsWithoutOutput(_ test: TestEngine) throws {
    var system = DeficitSystem(20, deficit: 1e-10, seed: 78)
    for idle in [0, 7, 19] {
      for k in 0..<20 { (system.offDiagonal[idle][k], system.offDiagonal[k][idle]) = (0, 0) }
      system.deficits[idle] = 1
    }
    try expectAccurate(system, test.engine, panel: 8)
    let x = try solve(system, (0..<20).map(Double.init), .output, test.engine).x
    #expect([x[0], x[7], x[19]] == [0, 7, 19])
  }

  /// Sector k buys from sector k + 1 all it uses, and only the last adds value: every pivot is a power of two.
  @Test(arguments: TestEngines.all) func aChainIsExact(_ test: TestEngine) throws {
    let n = 40
    var system = DeficitSystem(n, deficit: 0, seed: 79)
    for i in 0..<n {
      for j in 0..<n { system.offDiagonal[i][j] = i == j + 1 ? 0.5 : 0 }
    }
    system.deficits[n - 1] = 0x1p-40
    let y = (0..<n).map { $0 == 0 ? 1.0 : 0 }
    // Half the output is used up by the sector itself; the rest comes from the next one, whose own need is doubled again.
    let x = try solve(system, y, .output, test.engine, panel: 8).x
    #expect(x == (0..<n).map { $0 == n - 1 ? 0x1p40 : 2.0 })
  }

  @Test(arguments: TestEngines.all) func manyRightHandSidesOfAllSigns(_ test: TestEngine) throws {
    let system = DeficitSystem(30, deficit: 1e-9, seed: 80)
    let m = 300
    var y = try Matrix<Double>(rows: 30, columns: m)
    for j in 0..<m {
      for i in 0..<30 { y[i, j] = Double((i * j) % 7) - (j == 299 ? 3 : 0) }
    }
    let prepared = try GTHSolver(deficits: system.deficits, panel: 8).prepare(system.coefficients(), on: test.engine)
    let solution = try prepared.solve(y.view, orientation: .output)
    #expect(solution.report.relativeErrorBound == nil && solution.report.rightHandSides == m)
    for j in [0, 1, 5, 255, 256, 298, 299] {
      let sides = (0..<30).map { y[$0, j] }
      let exact = try #require(system.exact(sides, .output))
      // What is exact is y⁺ and y⁻: the error is relative to the sum of both answers.
      let sizes = try #require(system.exact(sides.map(abs), .output))
      for i in 0..<30 {
        let difference = abs(solution.values[i, j] - exact[i])
        #expect(difference <= 300 * Double.ulpOfOne * sizes[i], "\(i) \(j)")
      }
    }
  }

  /// Demand that falls everywhere has one sign too.
  @Test(arguments: TestEngines.all) func negativeRightHandSides(_ test: TestEngine) throws {
    let system = DeficitSystem(30, deficit: 1e-9, seed: 81)
    let y = (0..<30).map { Double($0 % 3) }
    let (x, report) = try solve(system, y.map { -$0 }, .output, test.engine)
    let opposite = try solve(system, y, .output, test.engine).x
    #expect(x == opposite.map { -$0 })
    #expect(report.relativeErrorBound != nil)
  }

  /// Deficits that are computed are those of A as it is stored, and no bound is stated.
  @Test(arguments: TestEngines.all) func computedDeficits(_ test: TestEngine) throws {
    let n = 12
    let rows = DeficitSystem(n, deficit: 1e-9, seed: 82).rows
    let y = (0..<n).map { Double($0 + 1) }
    let coefficients = try CoefficientMatrix(codes: (0..<n).map { "s\($0)" }, rows: rows, on: TestEngines.swift)
    let solution = try GTHSolver().prepare(coefficients, on: test.engine).solve(y)
    let system = rows.enumerated().map { i, row in
      row.enumerated().map { Rational(i == $0 ? 1 : 0) - Rational(exactly: $1) }
    }
    let exact = try #require(RationalElimination.solve(system, y.map { [Rational(exactly: $0)] }))
    #expect(worstComponent(solution.vector, exact.map { $0[0].approximation }) <= 10 * Double(n) * .ulpOfOne)
    #expect(solution.report.relativeErrorBound == nil)
    #expect(solution.report.reason.contains("computed as one minus the column sums"))
  }

  @Test(arguments: TestEngines.all) func repeatedRunsAgreeInEveryBit(_ test: TestEngine) throws {
    let system = DeficitSystem(150, deficit: 1e-6, seed: 83)
    let y = (0..<150).map { Double($0 % 5) }
    let first = try solve(system, y, .output, test.engine, panel: 32).x
    #expect(try solve(system, y, .output, test.engine, panel: 32).x == first)
  }
}
