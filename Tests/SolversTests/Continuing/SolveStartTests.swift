import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// A start is not trusted: what is wrong with it costs time and no accuracy.
@Suite struct SolveStartTests {
  private static let count = 60

  /// Sectors of which one in five sells to nobody: zero where nothing is asked of them.
  private static func rows() -> [[Double]] {
    var economies = RandomEconomies(seed: 953)
    return economies.coefficients(count, .reducible)
  }

  private static func starts() -> [(name: String, values: [Double])] {
    var numbers = SeededNumbers(957)
    let random = (0..<count).map { _ in numbers.unit() }
    return [
      ("ones", random.map { _ in 1 }), ("negative", random.map { -abs($0) }), ("large", random.map { $0 * 1e12 }),
      ("enormous", random.map { $0 * 1e300 }), ("overflowing", random.map { $0 < 0 ? -1.7e308 : 1.7e308 }),
      ("tiny", random.map { $0 * 0x1p-1040 }), ("a single one", random.indices.map { $0 == 7 ? 1e6 : 0 }),
    ]
  }

  /// The demand of one sector: what leads to no other sector stays exactly zero.
  @Test(arguments: IterativeSolverTests.solvers) func anythingAtAll(_ solver: IterativeSolver) throws {
    let rows = Self.rows()
    let y = try Matrix(column: rows.indices.map { $0 == 31 ? 1000.0 : 0 })
    for test in TestEngines.all {
      let matrix = try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: test.engine)
      let system = try solver.prepare(matrix, on: test.engine)
      for orientation in [Orientation.output, .transposed] {
        let exact = try system.solve(y.view, orientation: orientation).vector
        #expect(exact.contains(0) && exact.contains { $0 > 0 })
        for (name, values) in Self.starts() {
          let start = try Matrix(column: values)
          let found = try system.solve(
            y.view, orientation: orientation, from: start.view, sink: .none, monitor: .none
          ).vector
          let worst = zip(found, exact).reduce(0) { max($0, relativeDifference($1.0, $1.1)) }
          // Observed: at most 2.1e-14.
          #expect(worst <= 1e-12, "\(solver.name) \(solver.storage) \(orientation) from \(name) on \(test): \(worst)")
        }
      }
    }
  }

  @Test func whatIsNoStart() throws {
    let engine = TestEngines.swift
    let matrix = try CoefficientMatrix(codes: ["a", "b"], rows: [[0.1, 0.2], [0.3, 0.1]], on: engine)
    let y = try Matrix<Double>([[1, 2], [3, 4]])
    let refusals: [(rows: [[Double]], error: SolverError)] = [
      ([[1], [2]], .startShape(expected: [2, 2], found: [2, 1])),
      ([[1, 2], [3, 4], [5, 6]], .startShape(expected: [2, 2], found: [3, 2])),
      ([], .startShape(expected: [2, 2], found: [0, 0])),
      ([[1, 2], [3, .nan]], .startNotFinite(row: 1, column: 1)),
      ([[-.infinity, 2], [3, 4]], .startNotFinite(row: 0, column: 0)),
    ]
    for kind in [SolverKind.gmres, .gaussSeidel, .bicgstab, .chebyshev, .neumann] {
      let system = try kind.solver(rightHandSides: 2).prepare(matrix, on: engine, budget: .unlimited, monitor: .none)
      for (rows, error) in refusals {
        let start = try Matrix(rows)
        #expect(throws: error) {
          try system.solve(y.view, orientation: .output, from: start.view, sink: .none, monitor: .none).vector
        }
      }
    }
    #expect("\(refusals[0].error)" == "the start is 2 × 1; the solution will be 2 × 2")
    #expect("\(refusals[3].error)" == "the start is not finite at row 1, column 1")
  }

  @Test func theSmallestSystems() throws {
    let engine = TestEngines.swift
    let kept = KeptSolution()
    let none = try IterativeSolver().prepare(CoefficientMatrix(codes: [], rows: [], on: engine), on: engine)
    for m in [0, 2] {
      let empty = try Matrix<Double>(rows: 0, columns: m)
      #expect(
        try none.solve(empty.view, orientation: .output, from: empty.view, sink: kept.sink, monitor: .none).values.columns == m)
    }
    let one = try IterativeSolver().prepare(CoefficientMatrix(codes: ["a"], rows: [[0.75]], on: engine), on: engine)
    let y = try Matrix<Double>([[3]])
    let start = try Matrix<Double>([[11]])
    #expect(
      relativeDifference(
        try one.solve(y.view, orientation: .output, from: start.view, sink: .none, monitor: .none).vector, [12]) <= 1e-13)
    // Nothing is asked for: any start is worse than nothing.
    let zero = try Matrix<Double>([[0]])
    #expect(try one.solve(zero.view, orientation: .output, from: start.view, sink: .none, monitor: .none).vector == [0])
  }

  /// (I − A)(−1.25, −1.25) = (1, 1) for an A of nines: exact, and no output.
  @Test func aStartThatSolvesAnUnproductiveTable() throws {
    let matrix = try CoefficientMatrix(codes: ["a", "b"], rows: [[0.9, 0.9], [0.9, 0.9]], on: TestEngines.swift)
    let y = try Matrix<Double>([[1], [1]])
    let start = try Matrix<Double>([[-1.25], [-1.25]])
    for solver in IterativeSolverTests.solvers {
      let system = try solver.prepare(matrix, on: TestEngines.swift)
      #expect(throws: SolverError.self) {
        try system.solve(y.view, orientation: .output, from: start.view, sink: .none, monitor: .none).vector
      }
    }
  }
}
