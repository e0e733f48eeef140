import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// Many right-hand sides that share a space: what they have in common, and what they lack. Answers are judged by residuals in
/// twice the precision.
@Suite struct SharedSpaceTests {
  /// An economy as numbers and as coefficients of an engine.
  private struct Case {
    let rows: [[Double]]
    let matrix: CoefficientMatrix
    let engine: Engine

    init(_ rows: [[Double]], on engine: Engine) throws {
      self.rows = rows
      self.engine = engine
      matrix = try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: engine)
    }

    /// The answer's error, and what the report says of it and of the passes.
    func solve(
      _ y: borrowing Matrix<Double>, _ orientation: Orientation = .output, _ solver: IterativeSolver = IterativeSolver(.gmres)
    ) throws -> (error: Double, report: SolveReport) {
      let solution = try solver.prepare(matrix, on: engine).solve(y.view, orientation: orientation)
      let error = BackwardError.componentwise(
        rows, isTransposed: orientation == .transposed, solution.values.view, y.view)
      return (error, solution.report)
    }
  }

  private static func economy(_ n: Int, _ sum: Double, seed: UInt64, on test: TestEngine) throws -> Case {
    try Case(.coefficients(n, columnSum: sum, seed: seed), on: test.engine)
  }

  /// What is asked for, and what the residual in double precision does not see of it. Observed: at most 3.9e-15, of a space
  /// that is full; 2.5e-15 elsewhere.
  private static func bound(_ n: Int) -> Double { IterativeSolver.standardTolerance + Double(n).squareRoot() * .ulpOfOne }

  private static func expectSolved(_ found: (error: Double, report: SolveReport), _ comment: Comment? = nil) {
    #expect(found.error <= bound(found.report.sectors), comment)
    #expect(found.report.errors.componentwiseBackwardError <= IterativeSolver.standardTolerance, comment)
  }

  @Test(arguments: TestEngines.all, [Orientation.output, .transposed])
  func unitVectors(_ test: TestEngine, _ orientation: Orientation) throws {
    let n = 300
    let economy = try Self.economy(n, 0.8, seed: 431, on: test)
    for k in [12, 16, 63, 64, 65, 77] {
      var y = try Matrix<Double>(rows: n, columns: k)
      for j in 0..<k { y[(j * 37) % n, j] = 1 }
      Self.expectSolved(try economy.solve(y, orientation), "\(k) columns")
    }
  }

  /// Each sector buys from the next alone: every step reaches one sector further, and the space is full long before the end.
  /// The columns then get spaces of their own.
  @Test(arguments: TestEngines.all) func aSpaceThatIsFullGivesWay(_ test: TestEngine) throws {
    let (n, k, share) = (600, 12, 0.97)
    var rows = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    for i in 0..<n { rows[i][(i + 1) % n] = share }
    var y = try Matrix<Double>(rows: n, columns: k, layout: .columnMajor)
    var numbers = SeededNumbers(440)
    for j in 0..<k {
      for i in 0..<n { y[i, j] = numbers.unit() + 1 }
    }
    let found = try Case(rows, on: test.engine).solve(y, .output, IterativeSolver(.gmres, preconditioner: .none))
    // More steps than a shared space has room for.
    #expect(found.report.iterations > 64)
    Self.expectSolved(found)
  }

  @Test(arguments: TestEngines.all) func equalColumnsZerosAndSizesFarApart(_ test: TestEngine) throws {
    let (n, k) = (200, 40)
    var y = try Matrix<Double>(rows: n, columns: k)
    for j in 0..<k {
      // Four different columns, each ten times, in sizes no single precision could hold; one column of zeros.
      let size = [1e-300, 1e-40, 1, 1e60, 1e200][j % 5]
      for i in 0..<n where j != 13 { y[i, j] = size * Double((i * (j % 4 + 1)) % 7 + 1) }
    }
    Self.expectSolved(try Self.economy(n, 0.7, seed: 432, on: test).solve(y))
  }

  /// Three sectors that sell to themselves alone, and to the demand of one column: in the other columns they make nothing. The
  /// space that all share puts rounding there, of which every correction leaves a part: without a look at who is reached, no
  /// correction gets below a componentwise error of one.
  @Test(arguments: TestEngines.all, [Orientation.output, .transposed])
  func sectorsThatOnlySomeColumnsReach(_ test: TestEngine, _ orientation: Orientation) throws {
    let (n, k) = (240, 20)
    var rows = [[Double]].coefficients(n, columnSum: 0.7, seed: 441)
    let closed = [30, 110, 200]
    for i in closed {
      for j in 0..<n {
        let value = closed.contains(j) ? 0.2 : 0
        if orientation == .output { rows[i][j] = value } else { rows[j][i] = value }
      }
    }
    var y = try Matrix<Double>(rows: n, columns: k)
    for j in 0..<k {
      for i in 0..<n where j == 7 || !closed.contains(i) { y[i, j] = Double((i * (j + 3)) % 11 + 1) }
    }
    let economy = try Case(rows, on: test.engine)
    Self.expectSolved(try economy.solve(y, orientation))
    let solution = try IterativeSolver(.gmres).prepare(economy.matrix, on: test.engine).solve(y.view, orientation: orientation)
    for i in closed {
      for j in 0..<k { #expect((solution.values[i, j] == 0) == (j != 7), "sector \(i), column \(j)") }
    }
    // A start with something there.
    var start = try Matrix(copying: solution.values.view)
    for i in closed { start[i, 3] = 1e-30 }
    let again = try IterativeSolver(.gmres).prepare(economy.matrix, on: test.engine)
      .solve(y.view, orientation: orientation, from: start.view, sink: .none, monitor: .none)
    #expect(closed.allSatisfy { again.values[$0, 3] == 0 })
    #expect(again.report.errors.componentwiseBackwardError <= IterativeSolver.standardTolerance)
  }

  /// Two dense regions that do not trade, every other column without demand in the second one: hundreds of sectors there are
  /// exactly zero, and of so many some hold rounding that looks right.
  @Test(arguments: TestEngines.all, [Orientation.output, .transposed])
  func aRegionThatEveryOtherColumnReaches(_ test: TestEngine, _ orientation: Orientation) throws {
    let (n, k) = (1000, 16)
    var rows = [[Double]].coefficients(n, columnSum: 0.7, seed: 442)
    for i in 0..<n { for j in 0..<n where (i < n / 2) != (j < n / 2) { rows[i][j] = 0 } }
    var y = try Matrix<Double>(rows: n, columns: k)
    for j in 0..<k { for i in 0..<n where i < n / 2 || j % 2 == 0 { y[i, j] = Double((i * (j + 3)) % 11 + 1) } }
    let economy = try Case(rows, on: test.engine)
    let solution = try IterativeSolver(.gmres).prepare(economy.matrix, on: test.engine).solve(y.view, orientation: orientation)
    for i in 0..<n { for j in 0..<k { #expect((solution.values[i, j] == 0) == (i >= n / 2 && j % 2 == 1)) } }
    #expect(solution.report.errors.componentwiseBackwardError <= IterativeSolver.standardTolerance)
  }

  /// A chain of sales against the order of the sectors: each pass reaches one more, and what is beyond stays zero.
  @Test(arguments: [Orientation.output, .transposed]) func zerosAtTheEndOfChains(_ orientation: Orientation) throws {
    let n = 9
    var rows = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    for i in 1..<6 {
      if orientation == .output { rows[i][i - 1] = 0.5 } else { rows[i - 1][i] = 0.5 }
    }
    var y = try Matrix<Double>(rows: n, columns: 70)
    for j in 0..<70 { y[j % 2 == 0 ? 0 : 3, j] = 1 }
    var x = try Matrix<Double>(rows: n, columns: 70)
    for j in 0..<70 { for i in 0..<n { x[i, j] = 1e-30 } }
    let economy = try Case(rows, on: TestEngines.swift)
    var start = try IterativeSolver(.gmres).prepare(economy.matrix, on: TestEngines.swift)
      .solve(y.view, orientation: orientation, from: x.view, sink: .none, monitor: .none)
    swap(&x, &start.values)
    for j in 0..<70 {
      for i in 0..<n { #expect((x[i, j] != 0) == ((j % 2 == 0 ? 0 : 3)..<6).contains(i), "sector \(i), column \(j)") }
    }
  }

  @Test(arguments: TestEngines.all) func allColumnsAreZero(_ test: TestEngine) throws {
    let y = try Matrix<Double>(rows: 30, columns: 20)
    let solution = try IterativeSolver(.gmres).prepare(Self.economy(30, 0.5, seed: 433, on: test).matrix, on: test.engine)
      .solve(y.view, orientation: .output)
    #expect((0..<30).allSatisfy { i in (0..<20).allSatisfy { solution.values[i, $0] == 0 } })
  }

  /// More columns than sectors.
  @Test(arguments: TestEngines.all, [1, 2, 5]) func fewSectors(_ test: TestEngine, _ n: Int) throws {
    var y = try Matrix<Double>(rows: n, columns: 30)
    for j in 0..<30 { for i in 0..<n { y[i, j] = Double((i + j) % 4) } }
    Self.expectSolved(try Self.economy(n, 0.5, seed: 434, on: test).solve(y))
  }

  /// Column sums of 0.9999, and a preconditioner that does nothing: the space is filled and begun again.
  @Test(arguments: TestEngines.all, [Preconditioner.none, .diagonal, .blockGaussSeidel])
  func slowTables(_ test: TestEngine, _ preconditioner: Preconditioner) throws {
    let (n, k) = (700, 14)
    var y = try Matrix<Double>(rows: n, columns: k)
    for j in 0..<k { for i in 0..<n { y[i, j] = Double((i * (j + 3)) % 13) } }
    Self.expectSolved(
      try Self.economy(n, 0.9999, seed: 435, on: test).solve(y, .output, IterativeSolver(.gmres, preconditioner: preconditioner)))
  }

  /// Every column of A sums to 1.3: the output that would meet demand is negative, most so where the exact answer is.
  @Test(arguments: TestEngines.all) func unproductiveTablesNameASector(_ test: TestEngine) throws {
    let n = 60
    let economy = try Self.economy(n, 1.3, seed: 436, on: test)
    var y = try Matrix<Double>(rows: n, columns: 15)
    for j in 0..<15 { for i in 0..<n { y[i, j] = 1 } }
    let exact = try #require(DoubleDoubleElimination.solve(identityMinus: economy.rows, [[Double]](repeating: [1], count: n)))
    let least = try #require(exact.indices.min { exact[$0][0].high < exact[$1][0].high })
    let error = #expect(throws: SolverError.self) {
      try IterativeSolver(.gmres).prepare(economy.matrix, on: test.engine).solve(y.view, orientation: .output).values.rows
    }
    guard case .notProductive(let sector, let value) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(sector == economy.matrix.sectors[least])
    // Observed: at most 4.3e-16.
    #expect(relativeDifference(value, exact[least][0].high) <= Double(n) * .ulpOfOne)
  }

  /// At every question in turn; the last one asked is the one that is answered with a stop.
  @Test(arguments: TestEngines.all) func itStopsWhenAsked(_ test: TestEngine) throws {
    let system = try IterativeSolver(.gmres, preconditioner: .none)
      .prepare(Self.economy(90, 0.99, seed: 437, on: test).matrix, on: test.engine)
    var y = try Matrix<Double>(rows: 90, columns: 20)
    for j in 0..<20 { y[j, j] = 1 }
    let whole = RecordedProgress()
    _ = try system.solve(y.view, orientation: .output, monitor: whole.monitor).values.rows
    #expect(whole.isRising && whole.fractions.count >= 4, "\(whole.fractions)")
    for question in whole.fractions.indices {
      let progress = RecordedProgress(stoppingAt: question)
      #expect(throws: SolverError.stopped, "question \(question)") {
        try system.solve(y.view, orientation: .output, monitor: progress.monitor).values.rows
      }
      #expect(progress.fractions == Array(whole.fractions[...question]))
    }
  }
}
