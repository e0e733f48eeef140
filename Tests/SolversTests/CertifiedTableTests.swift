import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Certificates of real tables, and of coefficients that are kept as flows.
@Suite struct CertifiedTableTests {
  private func certificate(
    _ system: any PreparedSystem, _ y: borrowing Matrix<Double>, _ orientation: Orientation, _ engine: Engine
  ) throws -> CertificateReport {
    let solution = try system.solve(y.view, orientation: orientation)
    return try Certifier(engine: engine).certify(
      system, values: solution.values.view, rightHandSides: y.view, orientation: orientation
    ).report
  }

  /// The bound holds for the exact A = Z x̂⁻¹, in fractions, though products use 1/x and what it rounds.
  @Test(arguments: TestEngines.all) func boundsOfFlows(_ test: TestEngine) throws {
    for table in [ReferenceTables.millerBlair, ReferenceTables.germany1995, ReferenceTables.smallMultiRegional] {
      let kept = try table()
      let (n, given) = (kept.sectorCount, kept.output)
      let output = try #require(given)
      let exact = (0..<n).map { i in
        (0..<n).map {
          Rational(i == $0 ? 1 : 0) - Rational(exactly: kept.transactions[i, $0]) / Rational(exactly: output[$0])
        }
      }
      let system = try DenseLUSolver().prepare(CoefficientMatrix(flowsOf: table(), on: test.engine), on: test.engine)
      for orientation in [Orientation.output, .transposed] {
        let y = (0..<n).map { Double(7 * $0 % 5 + 1) }
        let rows = orientation == .output ? exact : (0..<n).map { i in (0..<n).map { exact[$0][i] } }
        let answer = try #require(RationalElimination.solve(rows, y.map { [Rational(exactly: $0)] }))
        let found = try system.solve(y, orientation: orientation).vector
        let certificate = try Certifier(engine: test.engine).certify(
          system, values: MatrixView(column: found.span), rightHandSides: MatrixView(column: y.span), orientation: orientation)
        for i in 0..<n {
          let error = (answer[i][0] - Rational(exactly: found[i])).magnitude
          #expect((error - Rational(exactly: certificate.bounds[i, 0])).numerator <= 0)
        }
        #expect(certificate.report.matrixClass == .mMatrix)
        // Observed: at most 1.5e-15.
        #expect(certificate.report.componentErrorBound.map { $0 <= 20 * .ulpOfOne } == true)
        let inverse = try #require(RationalElimination.inverse(exact))
        let condition = try #require(certificate.report.condition)
        let norm = RationalElimination.norm(inverse) * RationalElimination.norm(exact)
        #expect(condition.lower <= norm && norm <= condition.upper)
        #expect(relativeDifference(condition.value, norm) <= 10 * Double(n) * .ulpOfOne)
      }
    }
  }

  /// 150 sectors are several rows to a part, 130 right-hand sides several panels; some demand nothing.
  @Test(arguments: TestEngines.all) func manyRightHandSides(_ test: TestEngine) throws {
    let (n, m) = (150, 130)
    let a = [[Double]].coefficients(n, columnSum: 0.9, seed: 408)
    let system = try DenseLUSolver().prepare(
      CoefficientMatrix(codes: (0..<n).map { "s\($0)" }, rows: a, on: test.engine), on: test.engine)
    let numbers = [[Double]].random(n, m, seed: 409)
    let y = try Matrix(numbers.map { row in row.indices.map { $0 % 9 == 0 ? 0 : row[$0] } })
    let solution = try system.solve(y.view, orientation: .output)
    let certificate = try Certifier(engine: test.engine).certify(
      system, values: solution.values.view, rightHandSides: y.view, orientation: .output)
    let exact = try #require(
      DoubleDoubleElimination.solve(identityMinus: a, (0..<n).map { i in (0..<m).map { y[i, $0] } }))
    var isHeld = true
    for j in 0..<m {
      for i in 0..<n {
        let error = (exact[i][j] - DoubleDouble(solution.values[i, j])).magnitude.high
        isHeld = isHeld && error <= certificate.bounds[i, j]
      }
    }
    #expect(isHeld)
    #expect(certificate.report.relativeBounds.count == m && certificate.report.relativeBounds[9] == 0)
    // One transposed solve for the condition number, one for each right-hand side.
    #expect(certificate.report.solves == m + 1)
  }

  /// Iterations stop by a norm: what they leave in small components is in the bound.
  @Test(arguments: IterativeSolver.Method.allCases) func answersOfIterations(_ method: IterativeSolver.Method) throws {
    let (n, engine) = (120, TestEngines.swift)
    let a = [[Double]].coefficients(n, columnSum: 0.8, seed: 410)
    let matrix = try CoefficientMatrix(codes: (0..<n).map { "s\($0)" }, rows: a, on: engine)
    let system = try IterativeSolver(method).prepare(matrix, on: engine)
    let y = (0..<n).map { $0 == 7 ? 1e6 : Double($0 % 3) * 1e-3 }
    let found = try system.solve(y).vector
    let certificate = try Certifier(engine: engine).certify(
      system, values: MatrixView(column: found.span), rightHandSides: MatrixView(column: y.span), orientation: .output)
    let exact = try #require(DoubleDoubleElimination.solve(identityMinus: a, y.map { [$0] }))
    for i in 0..<n { #expect((exact[i][0] - DoubleDouble(found[i])).magnitude.high <= certificate.bounds[i, 0]) }
    #expect(certificate.report.componentErrorBound.map { $0 < 1e-12 } == true)
  }

  /// Sectors that nothing reaches are zero, and proved to be.
  @Test(arguments: TestEngines.all) func zerosAreExact(_ test: TestEngine) throws {
    // s0 sells to s1 only; demand for s0 reaches nobody else.
    let rows = [[0.2, 0.3, 0], [0, 0.5, 0.1], [0, 0.2, 0.3]]
    let system = try DenseLUSolver().prepare(
      CoefficientMatrix(codes: ["a", "b", "c"], rows: rows, on: test.engine), on: test.engine)
    let certificate = try Certifier(engine: test.engine).certify(
      system, values: MatrixView(column: [1.25, 0, 0].span), rightHandSides: MatrixView(column: [1.0, 0, 0].span),
      orientation: .output)
    #expect(certificate.bounds[1, 0] < 1e-300 && certificate.bounds[2, 0] < 1e-300)
    #expect(certificate.report.componentErrorBound.map { $0 > 0 && $0 < 4 * .ulpOfOne } == true)
  }

  static let ids = SharedTables.ids

  /// Every table that has a solution has a certificate, and those without negatives a proof.
  @Test(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)), arguments: ids)
  func realTables(_ id: String) throws {
    let engine = TestEngines.all[TestEngines.all.count - 1].engine
    let table = try SharedTables.read(id)
    let n = table.sectorCount
    let a = try CoefficientMatrix(table, on: engine)
    let system = try DenseLUSolver().prepare(a, on: engine)
    #expect(try ProductivityDiagnosis(of: a, on: engine).components.isEmpty)
    let y = try Matrix<Double>(column: [Double](repeating: 1, count: n))
    for orientation in [Orientation.output, .transposed] {
      let report = try certificate(system, y, orientation, engine)
      // Negative coefficients are small in the tables that have them: |A| is productive, too.
      #expect(report.matrixClass == (a.facts.isNonNegative ? .mMatrix : .hMatrix))
      #expect(report.conditionIsEstimate == !a.facts.isNonNegative)
      // Observed: at most 1e-14, of 1,435 sectors; 1.2e-15 for china_digital_2020, whose condition number is 1308.
      #expect(report.componentErrorBound.map { $0 < 4e-14 } == true)
      #expect(report.condition.map { $0.value > 1 && (report.conditionIsEstimate || $0.relativeRadius < 1e-12) } == true)
      // Known from the inverse itself, to two digits.
      if let known = ["wiodlr_2000": 6.5, "wiod2013_2011": 6.9][id] {
        #expect(report.condition1.map { abs($0 - known) < 0.05 } == true)
      }
    }
  }
}
