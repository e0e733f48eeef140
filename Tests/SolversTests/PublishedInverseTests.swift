import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Printed inverses and multipliers, on every engine.
@Suite struct PublishedInverseTests {
  /// The inverse of a table by the solver's own path.
  private func inverse(_ table: borrowing InputOutputTable, _ engine: Engine) throws -> Solution {
    try DenseLUSolver().factorize(CoefficientMatrix(table, on: engine), on: engine).inverse()
  }

  /// (I − A)ᵀ z = c.
  private func multipliers(
    _ table: borrowing InputOutputTable, of coefficients: [Double], _ engine: Engine
  ) throws -> [Double] {
    try DenseLUSolver().prepare(CoefficientMatrix(table, on: engine), on: engine)
      .solve(coefficients, orientation: .transposed).vector
  }

  @Test(arguments: TestEngines.all) func millerBlairTwoSectors(_ test: TestEngine) throws {
    let table = try ReferenceTables.millerBlair()
    let solution = try inverse(table, test.engine)
    // Printed in the tests of pymrio to eight digits.
    let printed = [[1.25412541, 0.330033], [0.2640264, 1.12211221]]
    for i in 0..<2 {
      for j in 0..<2 { #expect(abs(solution.values[i, j] - printed[i][j]) < 5e-9) }
    }
    // det(I − A) = 0.7575 exactly, so L = [[.95, .25], [.2, .85]] / .7575.
    let exact = [[0.95 / 0.7575, 0.25 / 0.7575], [0.2 / 0.7575, 0.85 / 0.7575]]
    for i in 0..<2 {
      for j in 0..<2 { #expect(relativeDifference(solution.values[i, j], exact[i][j]) < 4 * 2 * Double.ulpOfOne) }
    }
    #expect(solution.report.method == "inverse")
    #expect(solution.report.errors.scaledResidual < 1)
  }

  @Test(arguments: TestEngines.all) func millerBlairNewDemand(_ test: TestEngine) throws {
    let table = try ReferenceTables.millerBlair()
    let system = try DenseLUSolver().prepare(CoefficientMatrix(table, on: test.engine), on: test.engine)
    let output = try system.solve([600, 1500]).vector
    #expect(abs(output[0] - 1247.52475248) < 5e-9)
    #expect(abs(output[1] - 1841.58415842) < 5e-9)
  }

  @Test(arguments: TestEngines.all) func germanyOutputMultipliers(_ test: TestEngine) throws {
    let table = try ReferenceTables.germany1995()
    let found = try multipliers(table, of: [Double](repeating: 1, count: 6), test.engine)
    // Four decimals are printed by the Manual; ten were computed independently with NumPy.
    let expected = [1.7048382795, 1.8412988083, 1.8136266663, 1.6035180880, 1.5950540693, 1.3782472438]
    #expect(zip(found, [1.7048, 1.8413, 1.8136, 1.6035, 1.5951, 1.3782]).allSatisfy { abs($0 - $1) < 5.1e-5 })
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 5.1e-11 })
  }

  @Test(arguments: TestEngines.all) func germanyValueAddedAndEmploymentMultipliers(_ test: TestEngine) throws {
    let table = try ReferenceTables.germany1995()
    let inverseOutput = try table.inverseOutput
    let valueAdded = try multipliers(table, of: zip(table.valueAdded ?? [], inverseOutput).map { $0 * $1 }, test.engine)
    let expectedValueAdded = [0.8450151769, 0.7646848489, 0.8614629799, 0.9019139807, 0.9393329399, 0.9199126365]
    #expect(zip(valueAdded, expectedValueAdded).allSatisfy { abs($0 - $1) < 5.1e-11 })
    let employment = table.rows(named: "employment")?.values ?? []
    let jobs = try multipliers(table, of: zip(employment, inverseOutput).map { $0 * $1 }, test.engine)
    let expectedJobs = [0.032626526, 0.0161670597, 0.0206815075, 0.0237327311, 0.0111791251, 0.0242215085]
    #expect(zip(jobs, expectedJobs).allSatisfy { abs($0 - $1) < 5.1e-10 })
  }

  @Test(arguments: TestEngines.all) func germanyDiagonalAndGhosh(_ test: TestEngine) throws {
    let table = try ReferenceTables.germany1995()
    var solution = try inverse(table, test.engine)
    let diagonal = [1.0338723657, 1.4291518598, 1.0289377581, 1.1783996327, 1.4125616071, 1.0514947037]
    #expect((0..<6).allSatisfy { abs(solution.values[$0, $0] - diagonal[$0]) < 5.1e-11 })
    var ghosh = solution.values.mutableView
    GhoshInverse.form(fromLeontief: &ghosh, output: table.output ?? [])
    let printedColumn = [1.0339, 0.0118, 0.0037, 0.0103, 0.0117, 0.0043]
    #expect((0..<6).allSatisfy { abs(ghosh[$0, 0] - printedColumn[$0]) < 5.1e-5 })
    // The second row sum is printed as 1.6691 by one package; the table gives 1.6910.
    let rowSums = ghosh.view.rowSums()
    let printedSums = [2.1126, 1.6910, 1.3558, 1.5848, 2.1037, 1.2106]
    #expect(zip(rowSums, printedSums).allSatisfy { abs($0 - $1) < 5.1e-5 })
  }

  @Test(arguments: TestEngines.all) func smallMultiRegionalTable(_ test: TestEngine) throws {
    let solution = try inverse(ReferenceTables.smallMultiRegional(), test.engine)
    #expect(relativeDifference(solution.values[0, 0], 1.3387146304736708) < 1e-14)
    #expect(relativeDifference(solution.values[4, 4], 1.954528579495155) < 1e-14)
  }
}
