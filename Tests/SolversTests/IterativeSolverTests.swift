import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

@Suite struct IterativeSolverTests {
  /// Every method with every preconditioner it can have, in both storages.
  static let solvers: [IterativeSolver] = IterativeSolver.Method.allCases.flatMap { method in
    Preconditioner.allCases.flatMap { preconditioner in
      IterationStorage.allCases.map { IterativeSolver(method, preconditioner: preconditioner, storage: $0) }
    }
  }

  /// Regions of different sizes, one of a single sector, one that no block can hold.
  private static func sectors(_ sizes: [Int]) throws -> SectorIndex {
    try SectorIndex(
      sizes.enumerated().flatMap { region, size in
        (0..<size).map { SectorLabel(region: "R\(region)", code: "s\($0)", name: "") }
      })
  }

  @Test(arguments: solvers) func knownSolutions(_ solver: IterativeSolver) throws {
    let sizes = [40, 1, 70, 30, 600, 3]
    let n = sizes.reduce(0, +)
    let numbers = [[Double]].coefficients(n, columnSum: 0.7, seed: 401)
    for test in TestEngines.all {
      let matrix = try CoefficientMatrix(sectors: Self.sectors(sizes), values: Matrix(numbers), on: test.engine)
      let system = try solver.prepare(matrix, on: test.engine)
      for orientation in [Orientation.output, .transposed] {
        // y = (I − A) x in twice the precision, so that x is the exact answer to a rounding of y.
        let x = (0..<n).map { (i: Int) -> Double in Double(i % 9 + 1) * (i % 4 == 0 ? 1e-6 : 1) }
        let y = Self.rightHandSide(numbers, x, orientation)
        let solution = try system.solve(y, orientation: orientation)
        #expect(solution.report.errors.componentwiseBackwardError <= IterativeSolver.standardTolerance)
        // Observed: at most 6.8e-14, in x up to 9.
        let worst = zip(solution.vector, x).map { abs($0 - $1) }.max() ?? .nan
        #expect(worst <= 1e-12, "\(solver.name) \(solver.preconditioner) \(solver.storage) \(orientation) on \(test)")
      }
    }
  }

  private static func rightHandSide(_ a: [[Double]], _ x: [Double], _ orientation: Orientation) -> [Double] {
    a.indices.map { i in
      var sum = AccurateProduct()
      sum.add(1, x[i])
      for j in a.indices { sum.add(-(orientation == .output ? a[i][j] : a[j][i]), x[j]) }
      return sum.value
    }
  }

  @Test(arguments: solvers) func manyRightHandSidesAgreeWithLU(_ solver: IterativeSolver) throws {
    let sizes = [40, 70, 30]
    let (n, m) = (140, 70)
    let engine = TestEngines.swift
    let matrix = try CoefficientMatrix(
      sectors: Self.sectors(sizes), values: Matrix(.coefficients(n, columnSum: 0.6, seed: 402)), on: engine)
    var y = try Matrix<Double>(rows: n, columns: m)
    // A column of zeros among them, and one with a single sector.
    for j in 0..<m where j != 5 { for i in 0..<n { y[i, j] = j == 6 ? (i == 3 ? 1 : 0) : Double((i * j) % 11) } }
    let solution = try solver.prepare(matrix, on: engine).solve(y.view, orientation: .output)
    let reference = try DenseLUSolver().prepare(matrix, on: engine).solve(y.view, orientation: .output)
    var worst = 0.0
    for j in 0..<m {
      for i in 0..<n { worst = max(worst, abs(solution.values[i, j] - reference.values[i, j])) }
    }
    // Observed: at most 2.3e-13, in x up to some 30.
    #expect(worst <= 1e-11)
    #expect((0..<n).allSatisfy { solution.values[$0, 5] == 0 })
    #expect(solution.report.rightHandSides == m && solution.report.iterations > 0)
  }

  @Test(arguments: solvers) func degenerateSizes(_ solver: IterativeSolver) throws {
    let engine = TestEngines.swift
    let none = try CoefficientMatrix(codes: [], rows: [], on: engine)
    #expect(try solver.prepare(none, on: engine).solve([]).vector.isEmpty)
    let one = try CoefficientMatrix(codes: ["a"], rows: [[0.75]], on: engine)
    #expect(relativeDifference(try solver.prepare(one, on: engine).solve([3]).vector, [12]) <= 1e-13)
    let idle = try CoefficientMatrix(codes: ["a", "b"], rows: [[0, 0], [0, 0]], on: engine)
    #expect(relativeDifference(try solver.prepare(idle, on: engine).solve([5, 7]).vector, [5, 7]) <= 4 * Double.ulpOfOne)
    let empty = try Matrix<Double>(rows: 1, columns: 0)
    #expect(try solver.prepare(one, on: engine).solve(empty.view, orientation: .output).values.columns == 0)
  }

  /// ρ(A) = 1.8: nothing converges to an answer that could be one.
  @Test(arguments: solvers) func unproductiveTablesGiveNoAnswer(_ solver: IterativeSolver) throws {
    let matrix = try CoefficientMatrix(codes: ["a", "b"], rows: [[0.9, 0.9], [0.9, 0.9]], on: TestEngines.swift)
    #expect(throws: SolverError.self) { try solver.prepare(matrix, on: TestEngines.swift).solve([1, 1]).vector }
  }

  @Test func rightHandSidesAreChecked() throws {
    let matrix = try CoefficientMatrix(codes: ["a", "b"], rows: [[0.1, 0.2], [0.3, 0.1]], on: TestEngines.swift)
    let system = try IterativeSolver().prepare(matrix, on: TestEngines.swift)
    #expect(throws: SolverError.rightHandSideShape(expected: 2, found: 3)) { try system.solve([1, 2, 3]).vector }
    #expect(throws: SolverError.rightHandSideNotFinite(row: 1, column: 0)) { try system.solve([1, .nan]).vector }
  }

  @Test(arguments: solvers) func itStopsWhenAsked(_ solver: IterativeSolver) throws {
    let matrix = try CoefficientMatrix(
      codes: (0..<90).map { "s\($0)" }, rows: .coefficients(90, columnSum: 0.9, seed: 403), on: TestEngines.swift)
    let system = try solver.prepare(matrix, on: TestEngines.swift)
    let one = try Matrix(column: [Double](repeating: 1, count: 90))
    #expect(throws: SolverError.stopped) {
      try system.solve(one.view, orientation: .output, monitor: WorkMonitor { _ in false }).vector
    }
  }

  @Test func memoryIsAskedForFirst() throws {
    let n = 90
    let matrix = try CoefficientMatrix(
      codes: (0..<n).map { "s\($0)" }, rows: .coefficients(n, columnSum: 0.9, seed: 403), on: TestEngines.swift)
    #expect(throws: SolverError.self) {
      try IterativeSolver().prepare(matrix, on: TestEngines.swift, budget: MemoryBudget(limit: 100_000)).sectorCount
    }
  }

  @Test(.enabled(if: SharedTables.areAvailable, "\(SharedTables.absence)"), arguments: ["wiodlr_2000", "wiod2013_2011"])
  func realTablesNeedFewPasses(_ id: String) throws {
    let table = try SharedTables.read(id)
    let engine = TestEngines.swift
    let y = table.totalFinalDemand
    let matrix = try CoefficientMatrix(table, on: engine)
    let reference = try DenseLUSolver().prepare(matrix, on: engine).solve(y).vector
    for storage in IterationStorage.allCases {
      let solution = try IterativeSolver(storage: storage).prepare(matrix, on: engine).solve(y)
      // Observed: 14 to 16 passes, residuals included, and 2.9e-15.
      #expect(solution.report.iterations <= 20, "\(solution.report.iterations) passes in \(storage)")
      #expect(relativeDifference(solution.vector, reference) <= 1e-12)
    }
  }
}
