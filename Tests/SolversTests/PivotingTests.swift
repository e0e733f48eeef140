import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Which elimination a solve used, why, and what it falls back to.
@Suite struct PivotingTests {
  private func coefficients(_ rows: [[Double]]) throws -> CoefficientMatrix {
    try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: TestEngines.swift)
  }

  private func report(_ rows: [[Double]], _ engine: Engine = TestEngines.swift) throws -> SolveReport {
    try DenseLUSolver().prepare(coefficients(rows), on: engine)
      .solve([Double](repeating: 1, count: rows.count)).report
  }

  @Test func certifiedTablesAreEliminatedWithoutExchanges() throws {
    let cases: [(rows: [[Double]], reason: String)] = [
      (.coefficients(40, columnSum: 0.7, seed: 61), "every column of I − A is diagonally dominant"),
      ([[0.4, 0.1, 0.2], [0.4, 0.1, 0.2], [0.4, 0, 0.5]], "every row of I − A is diagonally dominant"),
      ([[0, 0.9, 0.3], [0.5, 0, 0], [0.6, 0.1, 0]], "I − A is an M-matrix, proved by weights of its rows"),
    ]
    for (rows, reason) in cases {
      let report = try report(rows)
      #expect(report.elimination?.pivoting == Pivoting.none && report.elimination?.reason == reason)
      #expect(report.errors.scaledResidual < 1 && report.errors.componentwiseBackwardError <= 4 * Double.ulpOfOne)
    }
  }

  @Test func othersAreNot() throws {
    let report = try report([[0, -2], [2, 0]])
    #expect(report.elimination?.pivoting == .partial)
    #expect(report.elimination?.reason == "nothing proves that elimination without row exchanges is safe")
  }

  /// A loaded library has its own way of factorizing, which is kept.
  @Test(arguments: TestEngines.all) func librariesExchange(_ test: TestEngine) throws {
    let report = try report([[0.5, 0.25], [0.25, 0.5]], test.engine)
    #expect(report.elimination?.pivoting == (test.engine.description.path == nil ? Pivoting.none : .partial))
  }

  /// A³ = ½ I, so the table is productive and weights prove it; but u₁₂ = −10⁴ where the largest element is 100.
  @Test func growthFallsBackToExchanges() throws {
    let rows = [[0, 0, 100], [100, 0, 0], [0, 5e-5, 0]]
    #expect(ExchangeFreeCertificate(try coefficients(rows), on: TestEngines.swift) == .weightedColumns)
    let solution = try DenseLUSolver().prepare(coefficients(rows), on: TestEngines.swift).solve([1, 2, 3])
    #expect(solution.report.elimination?.pivoting == .partial)
    #expect(
      solution.report.elimination?.reason
        == "I − A is an M-matrix, proved by weights of its rows, but the factors grew beyond twice the largest element")
    // x = (I + A + A²) y / (1 − ½) exactly.
    let exact = try #require(
      RationalElimination.solve(
        rows.subtractedFromIdentity.map { $0.map { Rational(exactly: $0) } }, [[Rational(1)], [Rational(2)], [Rational(3)]]))
    #expect(relativeDifference(solution.vector, exact.map { $0[0].approximation }) < 1e-12)
    #expect(solution.report.errors.scaledResidual < 1)
  }

  /// Whole numbers come back from the demand they make: with coefficients of 20 bits it is exact.
  @Test(arguments: TestEngines.all) func answersAreThoseOfTheTable(_ test: TestEngine) throws {
    let rows = [[Double]].coefficients(130, columnSum: 0.8, seed: 62).map { $0.map { ($0 * 0x1p20).rounded() * 0x1p-20 } }
    let x = (0..<130).map { Double($0 % 7 + 1) }
    let y = rows.enumerated().map { i, row in x[i] - zip(row, x).reduce(0) { $0 + $1.0 * $1.1 } }
    let found = try DenseLUSolver().prepare(coefficients(rows), on: test.engine).solve(y).vector
    // One step of refinement leaves the rounding of the last sum. Observed: 2e-16.
    #expect(relativeDifference(found, x) < 2e-15)
  }
}
