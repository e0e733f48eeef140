import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Everything that must not give an answer, and what is said instead.
@Suite struct SolverErrorTests {
  private func matrix(_ rows: [[Double]]) throws -> CoefficientMatrix {
    try CoefficientMatrix(
      sectors: SectorIndex(rows.indices.map { SectorLabel(region: "R", code: "s\($0)", name: "Sector \($0)") }),
      values: Matrix(rows), on: TestEngines.swift)
  }

  private func solve(
    _ rows: [[Double]], _ y: [Double], _ engine: Engine, orientation: Orientation = .output
  ) throws -> [Double] {
    try DenseLUSolver().prepare(matrix(rows), on: engine).solve(y, orientation: orientation).vector
  }

  @Test(arguments: TestEngines.all) func aSectorThatUsesAllItMakesIsNamed(_ test: TestEngine) throws {
    let error = #expect(throws: SolverError.self) { try solve([[0, 0, 0], [0, 1, 0], [0, 0, 0]], [1, 1, 1], test.engine) }
    #expect(
      error?.description
        == "I − A is singular: elimination stops at sector R/s1 (Sector 1); look for sectors that use all they make")
  }

  @Test(arguments: TestEngines.all) func anUnproductiveTableIsNamed(_ test: TestEngine) throws {
    // Spectral radius 1.8: x = (−4, 5) / … has negative entries for positive demand.
    let error = #expect(throws: SolverError.self) { try solve([[0.9, 0.9], [0.9, 0.9]], [1, 1], test.engine) }
    guard case .notProductive(_, let value)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(value < 0)
    #expect(error?.description.hasPrefix("the table is not productive: meeting this demand needs output -1.25") == true)
  }

  @Test(arguments: TestEngines.all) func rightHandSidesAreChecked(_ test: TestEngine) throws {
    #expect(throws: SolverError.rightHandSideShape(expected: 2, found: 3)) {
      try solve([[0.1, 0.2], [0.3, 0.1]], [1, 2, 3], test.engine)
    }
    #expect(throws: SolverError.rightHandSideNotFinite(row: 1, column: 0)) {
      try solve([[0.1, 0.2], [0.3, 0.1]], [1, .nan], test.engine)
    }
    #expect(throws: SolverError.rightHandSideNotFinite(row: 0, column: 0)) {
      try solve([[0.1, 0.2], [0.3, 0.1]], [.infinity, 1], test.engine)
    }
  }

  @Test(arguments: TestEngines.all) func overflowIsNotAnAnswer(_ test: TestEngine) throws {
    #expect(throws: SolverError.self) {
      try solve([[0.5, 0], [0, 0.5]], [1.7e308, 1], test.engine)
    }
  }

  @Test func zeroOutputWithInputs() throws {
    let table = try ReferenceTables.table(
      codes: ["a", "b"], flows: [[5, 1], [0, 0]], demand: [[4], [0]], output: [10, 0], valueAdded: [5, -1])
    let error = #expect(throws: SolverError.self) {
      try CoefficientMatrix(table, on: TestEngines.swift).sectors
    }
    #expect(error?.description == "sector R/b at position 1 has no output but inputs or value added")
  }

  @Test func rowsOfUnequalLengthAndRepeatedCodes() {
    let ragged = #expect(throws: SolverError.self) {
      try CoefficientMatrix(codes: ["a", "b"], rows: [[0.1, 0.2], [0.3]], on: TestEngines.swift).sectors
    }
    #expect(ragged?.description == "the coefficients of 2 sectors must be 2 rows of 2 numbers")
    #expect(throws: SolverError.labels(.duplicate("R/a", first: 0, second: 1))) {
      try CoefficientMatrix(codes: ["a", "a"], rows: [[0, 0], [0, 0]], on: TestEngines.swift).sectors
    }
  }

  @Test func memoryIsRefusedBeforeItIsTaken() throws {
    let engine = TestEngines.swift
    let table = try ReferenceTables.germany1995()
    // The table itself holds 36 flows, 30 demands and three rows of six: 84 doubles.
    let error = #expect(throws: SolverError.self) {
      try CoefficientMatrix(table, on: engine, budget: MemoryBudget(limit: 700)).sectors
    }
    #expect(
      error?.description
        == "the coefficient matrix of 6 sectors needs 288 bytes of memory beside the 672 in use and the limit is 700; "
        + "raise it or use a larger machine")
    // A and its factors are both counted: 288 for A, 288 for the factors, 4 × 48 for an answer and the scratch of its
    // residual, 288 for a panel of |A|.
    let refused = #expect(throws: SolverError.self) {
      try DenseLUSolver().prepare(CoefficientMatrix(table, on: engine), on: engine, budget: MemoryBudget(limit: 1055))
        .sectorCount
    }
    #expect(refused == .memory(MemoryRefusal(purpose: "LU of 6 sectors", needed: 768, held: 288, limit: 1055)))
    let system = try DenseLUSolver().prepare(
      CoefficientMatrix(table, on: engine), on: engine, budget: MemoryBudget(limit: 1056))
    // Ten right-hand sides take 4 × 480, and the panel of |A|.
    let wide = try Matrix<Double>(rows: 6, columns: 10)
    let tooMany = #expect(throws: SolverError.self) {
      try system.solve(wide.view, orientation: .output).report.sectors
    }
    #expect(
      tooMany == .memory(MemoryRefusal(purpose: "solving for 10 right-hand sides", needed: 2208, held: 576, limit: 1056)))
  }

  @Test(arguments: TestEngines.all) func theInverseOfAnUnproductiveTableIsRefused(_ test: TestEngine) throws {
    // L = −1/3 [[1, 2], [2, 1]] solves (I − A) L = I and means nothing.
    let error = #expect(throws: SolverError.self) {
      try DenseLUSolver().factorize(matrix([[0, 2], [2, 0]]), on: test.engine).inverse().report.sectors
    }
    guard case .notProductive(_, let value)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(abs(value + 2.0 / 3) < 1e-15)
  }

  @Test(arguments: TestEngines.all) func aPivotThatIsNotPositiveIsNamed(_ test: TestEngine) throws {
    let error = #expect(throws: SolverError.self) { try solve([[2, 0], [0, 0]], [0, 1], test.engine) }
    #expect(error == .pivotNotPositive(sector: SectorLabel(region: "R", code: "s0", name: "Sector 0"), pivot: -1))
    #expect(
      error?.description
        == "the table is not productive: up to sector R/s0 (Sector 0) more is used than made (pivot -1.0); "
        + "look for columns of A that sum to one or more")
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity]) func coefficientsThatAreNotFinite(_ value: Double) throws {
    let error = #expect(throws: SolverError.self) { try matrix([[0.1, 0.2], [value, 0.1]]).sectors }
    #expect(error?.description == "the coefficient of row R/s1, column R/s0 is not finite")
  }

  @Test func aNegativeNumberOfRefinementsIsNone() throws {
    let matrix = try CoefficientMatrix(codes: ["a"], rows: [[0.5]], on: TestEngines.swift)
    let system = try DenseLUSolver(refinement: .always(-1)).prepare(matrix, on: TestEngines.swift)
    #expect(try system.solve([1]).report.iterations == 0)
  }

  @Test func memoryNeedsThatCannotBeCountedAreRefused() {
    #expect(DenseLUSolver().bytesNeeded(sectors: Int.max / 2, rightHandSides: 1) == .max)
    #expect(DenseLUSolver().bytesNeeded(sectors: 39_360, rightHandSides: 1) > 39_360 * 39_360 * 8)
  }
}
