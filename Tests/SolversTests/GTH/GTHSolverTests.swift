import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// What GTH elimination reports and refuses.
@Suite struct GTHSolverTests {
  private let codes = ["a", "b", "c"]

  private func error(_ rows: [[Double]], _ deficits: [Double]?, _ engine: Engine = TestEngines.swift) -> SolverError? {
    #expect(throws: SolverError.self) {
      try GTHSolver(deficits: deficits)
        .prepare(CoefficientMatrix(codes: rows.indices.map { codes[$0] }, rows: rows, on: TestEngines.swift), on: engine)
        .sectorCount
    }
  }

  private func label(_ code: String) -> SectorLabel { SectorLabel(region: "R", code: code, name: code) }

  @Test(arguments: TestEngines.all) func theReport(_ test: TestEngine) throws {
    let system = DeficitSystem(30, deficit: 0.1, seed: 91)
    let report = try GTHSolver(deficits: system.deficits).prepare(system.coefficients(), on: test.engine)
      .solve([Double](repeating: 1, count: 30), orientation: .transposed).report
    #expect(GTHSolver().name == "gth" && report.method == "gth" && report.iterations == 0)
    #expect(report.reason == "asked for, with the primary inputs of the table")
    #expect(report.elimination?.pivoting == Pivoting.none && report.orientation == .transposed)
    // (7 · 30² + 4 · 30) roundings.
    let roundings = 6420 * 0x1p-53
    #expect(report.relativeErrorBound == roundings / (1 - roundings))
    #expect(abs((report.flops ?? .nan) - 19_800) < 1e-9)
    // A, the factors with two more rows, the answer and four panels of one column: 900, 960 and 5 × 30 numbers.
    #expect(report.peakBytes == 16_080)
  }

  @Test(arguments: TestEngines.all) func noSectorsAndNoRightHandSides(_ test: TestEngine) throws {
    let given: [[Double]?] = [[], nil]
    for deficits in given {
      let empty = try GTHSolver(deficits: deficits).prepare(
        CoefficientMatrix(codes: [], rows: [], on: TestEngines.swift), on: test.engine)
      let solution = try empty.solve([])
      #expect(solution.vector.isEmpty && solution.report.errors.backwardError == 0)
    }
    let system = DeficitSystem(3, deficit: 0.1, seed: 92)
    let none = try Matrix<Double>(rows: 3, columns: 0)
    let prepared = try GTHSolver(deficits: system.deficits).prepare(system.coefficients(), on: test.engine)
    #expect(try prepared.solve(none.view, orientation: .output).values.columns == 0)
  }

  @Test(arguments: TestEngines.all) func oneSector(_ test: TestEngine) throws {
    let given: [[Double]?] = [[0.25], nil]
    for deficits in given {
      let prepared = try GTHSolver(deficits: deficits).prepare(
        CoefficientMatrix(codes: ["a"], rows: [[0.75]], on: TestEngines.swift), on: test.engine)
      #expect(try prepared.solve([3]).vector == [12])
    }
  }

  @Test(arguments: TestEngines.all) func flowsAndTheirFactorsAreTheSameSystem(_ test: TestEngine) throws {
    let table = { try ReferenceTables.germany1995() }
    let kept = try GTHSolver().prepare(CoefficientMatrix(table(), on: test.engine), on: test.engine)
    let flows = try GTHSolver().prepare(CoefficientMatrix(flowsOf: table(), on: test.engine), on: test.engine)
    let y = [1.0, 2, 3, 4, 5, 6]
    #expect(worstComponent(try flows.solve(y).vector, try kept.solve(y).vector) <= 60 * .ulpOfOne)
  }

  @Test func negativeCoefficientsAreNamed() {
    let found = error([[0.1, 0.2, 0], [0.1, 0.1, 0], [0.1, -0.25, 0.5]], nil)
    #expect(found == .coefficientNegative(row: label("c"), column: label("b")))
    #expect(
      found?.description
        == "the coefficient of row R/c, column R/b is negative: GTH elimination cannot use it, LU can")
    // Also on the diagonal, where it is not used.
    #expect(error([[-0.5, 0], [0, 0]], [1.5, 1]) == .coefficientNegative(row: label("a"), column: label("a")))
  }

  @Test(arguments: [-0.1, -1e-300, .nan, .infinity]) func deficitsMustBeUsable(_ deficit: Double) {
    let found = error([[0.5, 0], [0, 0.5]], [0.5, deficit])
    guard case .deficitNotUsable(let sector, let value)? = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(sector == label("b") && (value == deficit || value.isNaN && deficit.isNaN))
    #expect(found?.description.hasPrefix("the primary inputs per unit of output of sector R/b (b) are \(deficit):") == true)
  }

  @Test func columnsThatSumToMoreThanOne() {
    #expect(error([[0.5, 0.25], [0.75, 0.25]], nil) == .deficitNotUsable(sector: label("a"), deficit: -0.25))
  }

  @Test func deficitsMustBeThoseOfTheTable() {
    #expect(error([[0.5, 0], [0, 0.5]], [0.5]) == .deficitShape(expected: 2, found: 1))
    let found = error([[0.5, 0], [0, 0.5]], [0.5, 0.25])
    #expect(found == .deficitDisagrees(sector: label("b"), deficit: 0.25, remainder: 0.5))
    #expect(
      found?.description
        == "the primary inputs per unit of output of sector R/b (b) are given as 0.25, its coefficients leave 0.5: give all "
        + "primary inputs of the same table, or none")
    // A difference of a few roundings is none.
    #expect(throws: Never.self) {
      try GTHSolver(deficits: [0.5 + 2 * .ulpOfOne, 0.5]).prepare(
        CoefficientMatrix(codes: ["a", "b"], rows: [[0.5, 0], [0, 0.5]], on: TestEngines.swift), on: TestEngines.swift
      ).sectorCount
    }
  }

  @Test(arguments: TestEngines.all) func closedGroupsAreNamed(_ test: TestEngine) {
    // b and c buy from each other alone.
    let found = error([[0.25, 0, 0], [0, 0.5, 0.5], [0, 0.5, 0.5]], [0.75, 0, 0], test.engine)
    #expect(found == .closedGroup(sector: label("c")))
    #expect(
      found?.description
        == "the table is not productive: sector R/c (c), alone or with others before it, uses all it makes and adds no "
        + "value; no output meets a demand for it")
    #expect(error([[1, 0], [0, 0]], nil, test.engine) == .closedGroup(sector: label("a")))
    #expect(error([[0, 1], [1, 0]], nil, test.engine) == .closedGroup(sector: label("b")))
  }

  @Test(arguments: TestEngines.all) func rightHandSidesAreChecked(_ test: TestEngine) throws {
    let system = DeficitSystem(3, deficit: 0.1, seed: 93)
    let prepared = try GTHSolver(deficits: system.deficits).prepare(system.coefficients(), on: test.engine)
    #expect(throws: SolverError.rightHandSideShape(expected: 3, found: 2)) { try prepared.solve([1, 2]).vector }
    #expect(throws: SolverError.rightHandSideNotFinite(row: 1, column: 0)) { try prepared.solve([1, .nan, 0]).vector }
    #expect(throws: SolverError.self) { try prepared.solve([1.7e308, 1.7e308, 1.7e308]).vector }
  }

  @Test(arguments: TestEngines.all) func stoppingAndProgress(_ test: TestEngine) throws {
    let system = DeficitSystem(40, deficit: 0.1, seed: 94)
    let prepare = { (progress: RecordedProgress) in
      try GTHSolver(deficits: system.deficits, panel: 8)
        .prepare(system.coefficients(), on: test.engine, monitor: progress.monitor)
    }
    let whole = RecordedProgress()
    let prepared = try prepare(whole)
    // After each panel but the last.
    #expect(whole.isRising && whole.fractions.count == 4)
    for stop in 0..<4 {
      #expect(throws: SolverError.stopped) { try prepare(RecordedProgress(stoppingAt: stop)).sectorCount }
    }
    let sides = try Matrix<Double>(rows: 40, columns: 300)
    let solving = RecordedProgress()
    #expect(try prepared.solve(sides.view, orientation: .output, monitor: solving.monitor).values.columns == 300)
    #expect(solving.fractions == [256.0 / 300, 1])
    #expect(throws: SolverError.stopped) {
      try prepared.solve(sides.view, orientation: .output, monitor: RecordedProgress(stoppingAt: 1).monitor).values.rows
    }
  }

  @Test func memoryIsRefusedBeforeItIsTaken() throws {
    let system = DeficitSystem(6, deficit: 0.1, seed: 95)
    let coefficients = try system.coefficients()
    // The factors are 8 × 6, the answer and four panels 6 numbers each; A holds 36.
    let needed = 8 * (48 + 30)
    #expect(GTHSolver().bytesNeeded(sectors: 6, rightHandSides: 1) == needed)
    let prepare = { (limit: Int) in
      try GTHSolver(deficits: system.deficits).prepare(
        coefficients, on: TestEngines.swift, budget: MemoryBudget(limit: limit))
    }
    #expect(
      throws: SolverError.memory(
        MemoryRefusal(purpose: "GTH elimination of 6 sectors", needed: needed, held: 288, limit: 288 + needed - 1))
    ) { try prepare(288 + needed - 1).sectorCount }
    let prepared = try prepare(288 + needed)
    let wide = try Matrix<Double>(rows: 6, columns: 10)
    #expect(
      throws: SolverError.memory(
        MemoryRefusal(
          purpose: "solving for 10 right-hand sides", needed: 8 * 5 * 60, held: 288 + 384, limit: 288 + needed))
    ) { try prepared.solve(wide.view, orientation: .output).values.rows }
    #expect(GTHSolver().bytesNeeded(sectors: Int.max / 2, rightHandSides: 1) == .max)
  }
}
