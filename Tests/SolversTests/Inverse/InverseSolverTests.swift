import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// The explicit inverse as a prepared system.
@Suite struct InverseSolverTests {
  private func matrix(_ rows: [[Double]], _ engine: Engine = TestEngines.swift) throws -> CoefficientMatrix {
    try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: engine)
  }

  @Test(arguments: TestEngines.all) func manyRightHandSidesCrossPanels(_ test: TestEngine) throws {
    let (n, m) = (40, 300)
    let a = [[Double]].coefficients(n, columnSum: 0.8, seed: 971)
    let sides = [[Double]].random(n, m, seed: 972)
    let system = try InverseSolver().prepare(matrix(a, test.engine), on: test.engine)
    let y = try Matrix(sides)
    for isTransposed in [false, true] {
      let oracle = LeontiefOracle(coefficients: a).solve(sides, isTransposed: isTransposed)
      let exact = try #require(oracle)
      let solution = try system.solve(y.view, orientation: isTransposed ? .transposed : .output)
      let worst = Self.worstError(solution, exact)
      // Observed: 7.9e-16, in x up to 2.2.
      #expect(worst <= 1e-14)
      let report = solution.report
      #expect(report.method == "inverse" && report.reason == "asked for" && report.iterations == 1)
      #expect(report.rightHandSides == m && report.elimination != nil)
      #expect(report.errors.componentwiseBackwardError <= Double(n + 1) * .ulpOfOne)
    }
  }

  private static func worstError(_ solution: borrowing Solution, _ exact: [[DoubleDouble]]) -> Double {
    var worst = 0.0
    for i in exact.indices {
      for j in exact[i].indices { worst = max(worst, (exact[i][j] - DoubleDouble(solution.values[i, j])).magnitude.high) }
    }
    return worst
  }

  @Test func nothingAndOne() throws {
    let engine = TestEngines.swift
    #expect(try InverseSolver().prepare(matrix([]), on: engine).solve([]).vector.isEmpty)
    let one = try InverseSolver().prepare(matrix([[0.75]]), on: engine)
    #expect(try one.solve([3]).vector == [12])
    let empty = try Matrix<Double>(rows: 1, columns: 0)
    #expect(try one.solve(empty.view, orientation: .output).values.columns == 0)
    #expect(throws: SolverError.rightHandSideNotFinite(row: 0, column: 0)) { try one.solve([.nan]).vector }
    #expect(throws: SolverError.rightHandSideShape(expected: 1, found: 2)) { try one.solve([1, 2]).vector }
  }

  @Test(arguments: TestEngines.all) func tablesWithoutAnInverse(_ test: TestEngine) throws {
    for rows in [[[0.9, 0.9], [0.9, 0.9]], [[1, 0], [0, 0.5]]] {
      #expect(throws: SolverError.self) { try InverseSolver().prepare(matrix(rows), on: test.engine).sectorCount }
    }
  }

  /// A, L in the place of the factors, and what checking them takes.
  @Test func memoryIsAskedForFirst() throws {
    let n = 60
    let a = try matrix(.coefficients(n, columnSum: 0.8, seed: 973))
    let needed = InverseSolver().bytesNeeded(sectors: n, rightHandSides: 1)
    // L; unit vectors, R and |A||X| of a panel that is as wide as L here, |X|, a panel of |A| and the library's own.
    #expect(needed == 7 * 8 * n * n)
    let limit = a.allocatedBytes + needed
    let refused = #expect(throws: SolverError.self) {
      try InverseSolver().prepare(a, on: TestEngines.swift, budget: MemoryBudget(limit: limit - 1)).sectorCount
    }
    #expect(
      refused
        == .memory(
          MemoryRefusal(purpose: "the inverse of 60 sectors", needed: needed, held: a.allocatedBytes, limit: limit - 1)))
    let system = try InverseSolver().prepare(a, on: TestEngines.swift, budget: MemoryBudget(limit: limit))
    #expect(system.heldBytes == 8 * n * n)
    #expect(try system.solve([Double](repeating: 1, count: n)).report.peakBytes <= limit)
  }

  @Test func itStopsWhenAsked() throws {
    let a = try matrix(.coefficients(90, columnSum: 0.8, seed: 974))
    let whole = RecordedProgress()
    let system = try InverseSolver().prepare(a, on: TestEngines.swift, budget: .unlimited, monitor: whole.monitor)
    #expect(whole.isRising && whole.fractions.last == 1)
    for stop in whole.fractions.indices {
      #expect(throws: SolverError.stopped) {
        try InverseSolver().prepare(
          a, on: TestEngines.swift, budget: .unlimited, monitor: RecordedProgress(stoppingAt: stop).monitor
        ).sectorCount
      }
    }
    let ones = try Matrix(column: [Double](repeating: 1, count: 90))
    #expect(throws: SolverError.stopped) {
      try system.solve(ones.view, orientation: .output, monitor: RecordedProgress(stoppingAt: 0).monitor).report
    }
  }
}
