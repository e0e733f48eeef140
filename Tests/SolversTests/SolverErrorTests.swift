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
      values: Matrix(rows))
  }

  private func solve(
    _ rows: [[Double]], _ y: [Double], _ engine: Engine, orientation: Orientation = .output
  ) throws -> [Double] {
    try DenseLUSolver().prepare(matrix(rows), on: engine).solve(y, orientation: orientation).vector
  }

  @Test(arguments: TestEngines.all) func aSectorThatUsesAllItMakesIsNamed(_ test: TestEngine) throws {
    let error = #expect(throws: SolverError.self) { try solve([[0, 0, 0], [0, 1, 0], [0, 0, 0]], [1, 1, 1], test.engine) }
    #expect(error?.description == "I − A is singular: elimination stops at sector R/s1 (Sector 1)")
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
      try CoefficientMatrix(codes: ["a", "b"], rows: [[0.1, 0.2], [0.3]]).sectors
    }
    #expect(ragged?.description == "the coefficients of 2 sectors must be 2 rows of 2 numbers")
    #expect(throws: SolverError.labels(.duplicate("R/a", first: 0, second: 1))) {
      try CoefficientMatrix(codes: ["a", "a"], rows: [[0, 0], [0, 0]]).sectors
    }
  }

  @Test func memoryIsRefusedBeforeItIsTaken() throws {
    let table = try ReferenceTables.germany1995()
    let error = #expect(throws: SolverError.self) {
      try CoefficientMatrix(table, on: TestEngines.swift, budget: MemoryBudget(limit: 100)).sectors
    }
    #expect(
      error?.description
        == "the coefficient matrix of 6 sectors needs 288 bytes of memory and may take 100; raise --memory or use a larger machine"
    )
    #expect(throws: SolverError.self) {
      try DenseLUSolver().prepare(
        CoefficientMatrix(table, on: TestEngines.swift), on: TestEngines.swift, budget: MemoryBudget(limit: 300))
    }
  }

  @Test func memoryNeedsThatCannotBeCountedAreRefused() {
    #expect(DenseLUSolver().bytesNeeded(sectors: Int.max / 2, rightHandSides: 1) == .max)
    #expect(DenseLUSolver().bytesNeeded(sectors: 39_360, rightHandSides: 1) > 39_360 * 39_360 * 8)
  }
}
