import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// Which elimination an inverse is made by, and what happens when that fails.
@Suite struct ExchangeFreeInverseTests {
  private func matrix(_ rows: [[Double]], _ engine: Engine = TestEngines.swift) throws -> CoefficientMatrix {
    try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: engine)
  }

  @Test(arguments: TestEngines.all) func certifiedTablesAreInvertedWithoutExchanges(_ test: TestEngine) throws {
    let rings = [[0, 0, 100], [100, 0, 0], [0, 5e-5, 0]]
    let cases: [(rows: [[Double]], reason: String)] = [
      (.coefficients(40, columnSum: 0.7, seed: 61), "every column of I − A is diagonally dominant"),
      ([[0.4, 0.1, 0.2], [0.4, 0.1, 0.2], [0.4, 0, 0.5]], "every row of I − A is diagonally dominant"),
      ([[0, 0.9, 0.3], [0.5, 0, 0], [0.6, 0.1, 0]], "I − A is an M-matrix, proved by weights of its rows"),
      // The factors of LU grow on these units; an inverse has as large elements in any case.
      (rings, "I − A is an M-matrix, proved by weights of its rows"),
    ]
    for (rows, reason) in cases {
      let solution = try InverseSolver().inverse(matrix(rows, test.engine), on: test.engine)
      let report = solution.report
      #expect(report.method == "inverse" && report.rightHandSides == rows.count && report.iterations == 0)
      #expect(report.flops == 2 * Double(rows.count * rows.count * rows.count))
      #expect(report.errors.scaledResidual < 1)
      guard test.engine.factorizesInSwift(order: rows.count) else {
        #expect(report.elimination?.pivoting == .partial)
        continue
      }
      #expect(report.elimination == EliminationReport(.none, reason))
    }
  }

  @Test(arguments: TestEngines.all) func othersAreInvertedWithExchanges(_ test: TestEngine) throws {
    let solution = try InverseSolver().inverse(matrix([[0, -2], [2, 0]], test.engine), on: test.engine)
    #expect(solution.report.elimination?.pivoting == .partial)
    // (I − A)⁻¹ = (I + A) / 5.
    let exact = [[0.2, -0.4], [0.4, 0.2]]
    for i in 0..<2 { for j in 0..<2 { #expect(abs(solution.values[i, j] - exact[i][j]) <= 2 * Double.ulpOfOne) } }
  }

  @Test func nothingAndOne() throws {
    #expect(try InverseSolver().inverse(matrix([]), on: TestEngines.swift).values.rows == 0)
    #expect(try InverseSolver().inverse(matrix([[0.75]]), on: TestEngines.swift).values[0, 0] == 4)
  }

  /// I − A formed anew for an elimination that decides for itself; what was told of the work does not fall.
  @Test(arguments: FormingFault.allCases) func anEliminationThatFailsIsNotTheLast(_ fault: FormingFault) throws {
    let rows = [[Double]].coefficients(60, columnSum: 0.8, seed: 981)
    let faulty = FaultyForming(try matrix(rows), fault)
    let progress = RecordedProgress()
    let found = try InverseSolver().inverse(faulty, on: TestEngines.swift, monitor: progress.monitor)
    #expect(faulty.formed == 2)
    #expect(progress.isRising && progress.fractions.last == 1)
    let expected = try DenseLUSolver().factorize(matrix(rows), on: TestEngines.swift).inverse()
    for j in 0..<60 { #expect((0..<60).allSatisfy { found.values[$0, j] == expected.values[$0, j] }) }
  }

  @Test func memoryIsRefusedAndStopsAreHeard() throws {
    let a = try matrix(.coefficients(90, columnSum: 0.8, seed: 982))
    let refused = #expect(throws: SolverError.self) {
      try InverseSolver().inverse(a, on: TestEngines.swift, budget: MemoryBudget(limit: a.allocatedBytes)).values.rows
    }
    guard case .memory? = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
    let whole = RecordedProgress()
    #expect(try InverseSolver().inverse(a, on: TestEngines.swift, monitor: whole.monitor).values.rows == 90)
    #expect(whole.isRising && whole.fractions.last == 1)
    for stop in whole.fractions.indices {
      #expect(throws: SolverError.stopped) {
        try InverseSolver().inverse(a, on: TestEngines.swift, monitor: RecordedProgress(stoppingAt: stop).monitor)
          .values.rows
      }
    }
  }
}
