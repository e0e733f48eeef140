import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Proofs of productivity, condition numbers, and what cannot be certified.
@Suite struct CertificateTests {
  private func system(_ rows: [[Double]], _ engine: Engine = TestEngines.swift) throws -> any PreparedSystem {
    try DenseLUSolver().prepare(CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: engine), on: engine)
  }

  private func report(
    _ rows: [[Double]], _ y: [Double]? = nil, _ orientation: Orientation = .output, _ engine: Engine = TestEngines.swift
  ) throws -> CertificateReport {
    let system = try system(rows, engine)
    let y = y ?? [Double](repeating: 1, count: rows.count)
    let solution = try system.solve(y, orientation: orientation)
    return try Certifier(engine: engine).certify(
      system, values: solution.values.view, rightHandSides: MatrixView(column: y.span), orientation: orientation
    ).report
  }

  @Test func theCheapestProofIsNamed() throws {
    let cases: [(rows: [[Double]], proof: ProductivityProof)] = [
      (.coefficients(40, columnSum: 0.7, seed: 61), .columnSums),
      ([[0.4, 0.1, 0.2], [0.4, 0.1, 0.2], [0.4, 0, 0.5]], .rowSums),
      ([[0, 0.9, 0.3], [0.5, 0, 0], [0.6, 0.1, 0]], .weights),
      // A circuit of five: what three rounds use is still more than they make.
      ([[0, 2, 0, 0, 0], [0, 0, 2, 0, 0], [0, 0, 0, 2, 0], [0, 0, 0, 0, 2], [0.05, 0, 0, 0, 0]], .solution),
    ]
    for (rows, proof) in cases {
      let found = try report(rows)
      #expect(found.productivity == proof && found.matrixClass == .mMatrix)
      #expect(found.productivity.isProof && found.componentErrorBound.map { $0 < 1e-13 } == true)
    }
  }

  /// L of A = (c/n) 11ᵀ is I + c/(n(1−c)) 11ᵀ: ‖I − A‖₁ = 1 + c − 2c/n and ‖L‖₁ = 1/(1 − c).
  @Test(arguments: TestEngines.all, [1, 2, 64, 65, 300]) func theConditionNumberIsExact(_ test: TestEngine, n: Int) throws {
    let c = 0.75
    for orientation in [Orientation.output, .transposed] {
      let found = try report(ClosedForms.uniform(n, c: c).coefficients, nil, orientation, test.engine)
      let condition = try #require(found.condition)
      let exact = (1 + c - 2 * c / Double(n)) / (1 - c)
      #expect(!found.conditionIsEstimate)
      #expect(relativeDifference(condition.value, exact) <= 10 * Double(n) * .ulpOfOne)
      // The formula is itself rounded, and so is c/n.
      let slack = exact * 8 * Double(n) * .ulpOfOne
      #expect(condition.lower <= exact + slack && exact - slack <= condition.upper)
      #expect(condition.relativeRadius <= 200 * Double(n) * .ulpOfOne)
    }
  }

  /// κ₁ of random economies against the inverse in 106 bits: inside what was proved, and within 10 n eps where nothing is
  /// nearly critical.
  @Test(arguments: TestEngines.all) func conditionNumbersOfRandomEconomies(_ test: TestEngine) throws {
    var economies = RandomEconomies(seed: 402)
    for k in 0..<600 {
      let kind = RandomEconomies.Kind.allCases[k % 6]
      let n = 1 + k / 6 % 12
      let a = economies.coefficients(n, kind)
      let found = try report(a, nil, k % 2 == 0 ? .output : .transposed, test.engine)
      let identity = (0..<n).map { i in (0..<n).map { i == $0 ? 1.0 : 0 } }
      let inverse = try #require(DoubleDoubleElimination.solve(identityMinus: a, identity))
      let norm = { (element: (Int, Int) -> DoubleDouble) in
        (0..<n).map { j in (0..<n).reduce(DoubleDouble(0)) { $0 + element($1, j).magnitude }.high }.max() ?? 0
      }
      let exact = norm { inverse[$0][$1] } * norm { DoubleDouble($0 == $1 ? 1 : 0) - DoubleDouble(a[$0][$1]) }
      let condition = try #require(found.condition)
      #expect(condition.lower <= exact.nextUp && exact.nextDown <= condition.upper, "\(kind) \(n)")
      if kind == .ordinary || kind == .sparse || kind == .reducible {
        #expect(relativeDifference(condition.value, exact) <= 10 * Double(n) * .ulpOfOne, "\(kind) \(n)")
      }
      if let rows = found.inverseRowNorm {
        let exact = (0..<n).map { i in (0..<n).reduce(0) { $0 + inverse[i][$1].high } }.max() ?? 0
        #expect(rows.lower <= exact * (1 + 1e-15) && exact * (1 - 1e-15) <= rows.upper)
      }
    }
  }

  @Test(arguments: TestEngines.all) func smallNegativesStillHaveBounds(_ test: TestEngine) throws {
    // I − A = [[1, .5], [−.5, 1]]: L y = [[1, −.5], [.5, 1]] y / 1.25 = (−1.6, 3.2) / 1.25 … exactly (0.8, 2.4) for y = (2, 2).
    let found = try report([[0, -0.5], [0.5, 0]], [2, 2], .output, test.engine)
    #expect(found.matrixClass == .hMatrix && found.conditionIsEstimate)
    #expect(found.componentErrorBound.map { $0 < 1e-14 } == true)
    // ‖I − A‖₁ = 1.5 and ‖L‖₁ = 1.2.
    #expect(found.condition1.map { abs($0 - 1.8) < 1e-14 } == true)
    #expect(found.sentences[0].hasPrefix("A has negative coefficients; their magnitudes are productive"))
  }

  @Test(arguments: TestEngines.all) func largeNegativesHaveNone(_ test: TestEngine) throws {
    // I − A = [[1, 2], [−2, 1]]: ‖I − A‖₁ = 3 and ‖L‖₁ = 3/5.
    let found = try report([[0, -2], [2, 0]], nil, .output, test.engine)
    #expect(found.matrixClass == .notAnMMatrix && !found.productivity.isProof)
    #expect(found.componentErrorBound == nil && found.relativeBounds == [.infinity])
    #expect(found.conditionIsEstimate && found.condition?.upper == .infinity && found.inverseColumnNorm == nil)
    #expect(found.condition1.map { abs($0 - 1.8) < 1e-14 } == true)
    #expect(found.sentences[2] == "no bound of the error is proved")
  }

  /// The estimate from solves is never above the exact number, and not far below.
  @Test(arguments: TestEngines.all) func estimatedConditionNumbers(_ test: TestEngine) throws {
    for seed in 0..<40 as Range<UInt64> {
      let n = 2 + Int(seed) % 10
      let a = [[Double]].random(n, n, seed: 500 + seed)
      let found = try report(a, nil, .output, test.engine)
      let identity = (0..<n).map { i in (0..<n).map { i == $0 ? 1.0 : 0 } }
      let inverse = try #require(DoubleDoubleElimination.solve(identityMinus: a, identity)).map { $0.map(\.high) }
      let norm = { (rows: [[Double]]) in (0..<n).map { j in rows.reduce(0) { $0 + abs($1[j]) } }.max() ?? 0 }
      let exact = norm(inverse) * norm(a.subtractedFromIdentity)
      let condition = try #require(found.condition1)
      #expect(found.conditionIsEstimate && condition <= exact * (1 + 1e-10) && condition >= exact / 3, "\(seed)")
    }
  }

  @Test(arguments: TestEngines.all) func noSectorsAndNoRightHandSides(_ test: TestEngine) throws {
    let none = try report([], nil, .output, test.engine)
    #expect(none.matrixClass == .mMatrix && none.componentErrorBound == 0 && none.condition1 == 0)
    let system = try system([[0.1, 0], [0, 0.2]], test.engine)
    let empty = try Matrix<Double>(rows: 2, columns: 0)
    let certificate = try Certifier(engine: test.engine).certify(
      system, values: empty.view, rightHandSides: empty.view, orientation: .output)
    #expect(certificate.bounds.columns == 0 && certificate.report.relativeBounds.isEmpty)
    #expect(certificate.report.condition1.map { relativeDifference($0, 0.9 * (1 / 0.8)) < 1e-15 } == true)
  }

  @Test func badInputIsRefused() throws {
    let system = try system([[0.1, 0.2], [0.3, 0.1]])
    let certify = { (x: [Double], y: [Double]) throws in
      try Certifier(engine: TestEngines.swift).certify(
        system, values: MatrixView(column: x.span), rightHandSides: MatrixView(column: y.span), orientation: .output
      ).report.solves
    }
    #expect(throws: SolverError.rightHandSideShape(expected: 2, found: 3)) { try certify([1, 2, 3], [1, 2, 3]) }
    #expect(throws: SolverError.rightHandSideNotFinite(row: 1, column: 0)) { try certify([1, 2], [1, .nan]) }
    let label = SectorLabel(region: "R", code: "s1", name: "s1")
    for value in [Double.nan, .infinity] {
      #expect(throws: SolverError.notFinite(sector: label)) { try certify([1, value], [1, 2]) }
    }
    #expect(try certify([1, 2], [1, 2]) > 0)
  }

  @Test func magnitudesNearOverflowAndUnderflow() throws {
    for scale in [0x1p-900, 0x1p1000] {
      let found = try report([[0.1, 0.2], [0.3, 0.1]], [scale, 2 * scale])
      #expect(found.componentErrorBound.map { $0 < 1e-14 } == true, "\(scale)")
    }
    // Near the end of normal numbers, what may underflow is counted.
    let tiny = try report([[0.1, 0.2], [0.3, 0.1]], [0x1p-1010, 0x1p-1010])
    #expect(tiny.componentErrorBound.map { $0 > 1e-4 } == true)
    // A x overflows; nothing is proved and nothing traps.
    let system = try system([[0, 1e10], [1e-12, 0]])
    let (x, y) = ([1e300, 1e300], [1.0, 1])
    let report = try Certifier(engine: TestEngines.swift).certify(
      system, values: MatrixView(column: x.span), rightHandSides: MatrixView(column: y.span), orientation: .output
    ).report
    #expect(report.componentErrorBound == nil)
  }

  @Test func stopsAndMemory() throws {
    let system = try system(.coefficients(30, columnSum: 0.9, seed: 403))
    let y = try Matrix<Double>(rows: 30, columns: 200)
    let steps = RecordedProgress()
    _ = try Certifier(engine: TestEngines.swift).certify(
      system, values: y.view, rightHandSides: y.view, orientation: .output, monitor: steps.monitor
    ).report.solves
    #expect(steps.isRising && steps.fractions.count >= 4 && steps.fractions.last == 1)
    for stop in steps.fractions.indices {
      #expect(throws: SolverError.stopped) {
        try Certifier(engine: TestEngines.swift).certify(
          system, values: y.view, rightHandSides: y.view, orientation: .output,
          monitor: RecordedProgress(stoppingAt: stop).monitor
        ).report.solves
      }
    }
    let refused = #expect(throws: SolverError.self) {
      try Certifier(engine: TestEngines.swift, budget: MemoryBudget(limit: 60_000)).certify(
        system, values: y.view, rightHandSides: y.view, orientation: .output
      ).report.solves
    }
    guard case .memory(let refusal)? = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
    // A and the factors.
    #expect(refusal.purpose == "certifying 200 right-hand sides of 30 sectors" && refusal.held == 14_400)
  }
}
