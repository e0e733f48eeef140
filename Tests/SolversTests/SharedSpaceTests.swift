import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// Many right-hand sides that share a space: what they have in common, and what they lack.
@Suite struct SharedSpaceTests {
  private static func matrix(_ n: Int, _ sum: Double, seed: UInt64, on engine: Engine) throws -> CoefficientMatrix {
    try CoefficientMatrix(
      codes: (0..<n).map { "s\($0)" }, rows: .coefficients(n, columnSum: sum, seed: seed), on: engine)
  }

  private static func check(
    _ matrix: CoefficientMatrix, _ y: borrowing Matrix<Double>, _ orientation: Orientation, on engine: Engine,
    _ solver: IterativeSolver = IterativeSolver(.gmres)
  ) throws {
    let solution = try solver.prepare(matrix, on: engine).solve(y.view, orientation: orientation)
    let reference = try DenseLUSolver().prepare(matrix, on: engine).solve(y.view, orientation: orientation)
    #expect(solution.report.errors.componentwiseBackwardError <= IterativeSolver.standardTolerance)
    for j in 0..<y.columns {
      let size = (0..<y.rows).reduce(0) { max($0, abs(reference.values[$1, j])) }
      let worst = (0..<y.rows).reduce(0) { max($0, abs(solution.values[$1, j] - reference.values[$1, j])) }
      #expect(worst <= 1e-11 * size, "column \(j): \(worst)")
    }
  }

  @Test(arguments: [Orientation.output, .transposed], [12, 16, 63, 64, 65, 77])
  func unitVectors(_ orientation: Orientation, _ k: Int) throws {
    for test in TestEngines.all {
      let n = 300
      let matrix = try Self.matrix(n, 0.8, seed: 431, on: test.engine)
      var y = try Matrix<Double>(rows: n, columns: k)
      for j in 0..<k { y[(j * 37) % n, j] = 1 }
      try Self.check(matrix, y, orientation, on: test.engine)
    }
  }

  /// Each sector buys from the next alone: every step reaches one sector further, and the space is full long before the end.
  /// The columns then get spaces of their own.
  @Test(arguments: TestEngines.all) func aSpaceThatIsFullGivesWay(_ test: TestEngine) throws {
    let (n, k, share) = (600, 12, 0.97)
    var rows = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    for i in 0..<n { rows[i][(i + 1) % n] = share }
    let matrix = try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: test.engine)
    var y = try Matrix<Double>(rows: n, columns: k, layout: .columnMajor)
    var numbers = SeededNumbers(440)
    for j in 0..<k {
      for i in 0..<n { y[i, j] = numbers.unit() + 1 }
    }
    let solution = try IterativeSolver(.gmres, preconditioner: .none).prepare(matrix, on: test.engine).solve(
      y.view, orientation: .output)
    // More steps than a shared space has room for.
    #expect(solution.report.iterations > 64)
    var worst = 0.0
    for j in 0..<k {
      for i in 0..<n {
        let next = solution.values[(i + 1) % n, j]
        let residual = abs(y[i, j] - solution.values[i, j] + share * next)
        worst = max(worst, residual / (abs(solution.values[i, j]) + share * abs(next) + abs(y[i, j])))
      }
    }
    #expect(worst <= 1e-13)
  }

  @Test func equalColumnsZerosAndSizesFarApart() throws {
    let (n, k) = (200, 40)
    let engine = TestEngines.swift
    let matrix = try Self.matrix(n, 0.7, seed: 432, on: engine)
    var y = try Matrix<Double>(rows: n, columns: k)
    for j in 0..<k {
      // Four different columns, each ten times, in sizes no single precision could hold; one column of zeros.
      let size = [1e-300, 1e-40, 1, 1e60, 1e200][j % 5]
      for i in 0..<n where j != 13 { y[i, j] = size * Double((i * (j % 4 + 1)) % 7 + 1) }
    }
    try Self.check(matrix, y, .output, on: engine)
  }

  @Test func allColumnsAreZero() throws {
    let engine = TestEngines.swift
    let y = try Matrix<Double>(rows: 30, columns: 20)
    let solution = try IterativeSolver(.gmres).prepare(Self.matrix(30, 0.5, seed: 433, on: engine), on: engine)
      .solve(y.view, orientation: .output)
    #expect((0..<30).allSatisfy { i in (0..<20).allSatisfy { solution.values[i, $0] == 0 } })
  }

  /// More columns than sectors.
  @Test(arguments: [1, 2, 5]) func fewSectors(_ n: Int) throws {
    let engine = TestEngines.swift
    var y = try Matrix<Double>(rows: n, columns: 30)
    for j in 0..<30 { for i in 0..<n { y[i, j] = Double((i + j) % 4) } }
    try Self.check(Self.matrix(n, 0.5, seed: 434, on: engine), y, .output, on: engine)
  }

  /// Column sums of 0.9999, and a preconditioner that does nothing: the space is filled and begun again.
  @Test(arguments: [Preconditioner.none, .diagonal, .blockGaussSeidel]) func slowTables(_ preconditioner: Preconditioner) throws {
    let (n, k) = (700, 14)
    let engine = TestEngines.swift
    let matrix = try Self.matrix(n, 0.9999, seed: 435, on: engine)
    var y = try Matrix<Double>(rows: n, columns: k)
    for j in 0..<k { for i in 0..<n { y[i, j] = Double((i * (j + 3)) % 13) } }
    let solution = try IterativeSolver(.gmres, preconditioner: preconditioner).prepare(matrix, on: engine)
      .solve(y.view, orientation: .output)
    #expect(solution.report.errors.componentwiseBackwardError <= IterativeSolver.standardTolerance)
  }

  @Test func unproductiveTablesGiveNoAnswer() throws {
    let engine = TestEngines.swift
    let matrix = try Self.matrix(60, 1.3, seed: 436, on: engine)
    var y = try Matrix<Double>(rows: 60, columns: 15)
    for j in 0..<15 { for i in 0..<60 { y[i, j] = 1 } }
    #expect(throws: SolverError.self) {
      try IterativeSolver(.gmres).prepare(matrix, on: engine).solve(y.view, orientation: .output).values.rows
    }
  }

  @Test func itStopsWhenAsked() throws {
    let engine = TestEngines.swift
    let system = try IterativeSolver(.gmres).prepare(Self.matrix(90, 0.9, seed: 437, on: engine), on: engine)
    var y = try Matrix<Double>(rows: 90, columns: 20)
    for j in 0..<20 { y[j, j] = 1 }
    #expect(throws: SolverError.stopped) {
      try system.solve(y.view, orientation: .output, monitor: WorkMonitor { _ in false }).values.rows
    }
  }
}
