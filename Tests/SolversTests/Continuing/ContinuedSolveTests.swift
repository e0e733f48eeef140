import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// Iterations that are stopped and go on from the X they gave away.
@Suite struct ContinuedSolveTests {
  static let solvers = IterativeSolverTests.solvers

  private func system(
    _ solver: IterativeSolver, _ n: Int, columnSum: Double = 0.9, _ engine: Engine
  ) throws -> any PreparedSystem {
    let rows = [[Double]].coefficients(n, columnSum: columnSum, seed: 951)
    return try solver.prepare(CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: engine), on: engine)
  }

  private func demand(_ n: Int, _ m: Int) throws -> Matrix<Double> {
    try Matrix((0..<n).map { i in (0..<m).map { j in Double((i * (j + 3)) % 11 + 1) } })
  }

  /// X when the solve was stopped after so many corrections.
  private func stopped(
    _ system: any PreparedSystem, _ y: borrowing Matrix<Double>, _ orientation: Orientation, after corrections: Int
  ) throws -> KeptSolution {
    let kept = KeptSolution(stoppingAfter: corrections)
    #expect(throws: SolverError.stopped) {
      try system.solve(y.view, orientation: orientation, from: nil, sink: kept.sink, monitor: kept.monitor).vector
    }
    return kept
  }

  @Test(arguments: solvers) func everyStopLeadsToTheSameAnswer(_ solver: IterativeSolver) throws {
    let n = 90
    for test in TestEngines.all {
      let system = try system(solver, n, test.engine)
      let y = try demand(n, 1)
      for orientation in [Orientation.output, .transposed] {
        let all = KeptSolution()
        let whole = try system.solve(y.view, orientation: orientation, from: nil, sink: all.sink, monitor: .none)
        #expect(all.corrections > 0 && all.marks.allSatisfy { $0.ending == nil })
        let wholeBound = try bound(system, whole, y, orientation, test.engine)
        for stop in 1...all.corrections {
          let kept = try stopped(system, y, orientation, after: stop)
          // What a correction reached is not given twice.
          #expect(kept.marks.map(\.corrections) == Array(1...stop) && kept.marks.allSatisfy { $0.ending == nil })
          let start = try kept.matrix()
          let rest = KeptSolution()
          let continued = try system.solve(
            y.view, orientation: orientation, from: start.view, sink: rest.sink, monitor: .none)
          // A slow iteration goes on with GMRES: that is found again.
          let isTrial = stop == 1 && whole.report.method.hasSuffix("then gmres")
          #expect(
            isTrial ? rest.corrections == all.corrections : rest.corrections < all.corrections,
            "\(solver.name) \(solver.storage) \(orientation): \(rest.corrections) after \(stop) of \(all.corrections)")
          #expect(continued.report.errors.componentwiseBackwardError <= IterativeSolver.standardTolerance)
          let bounds = try bound(system, continued, y, orientation, test.engine) + wholeBound
          for i in 0..<n { #expect(relativeDifference(continued.vector[i], whole.vector[i]) <= bounds * (1 + 1e-9)) }
        }
      }
    }
  }

  /// What is proved of every component.
  private func bound(
    _ system: any PreparedSystem, _ solution: borrowing Solution, _ y: borrowing Matrix<Double>,
    _ orientation: Orientation, _ engine: Engine
  ) throws -> Double {
    let report = try Certifier(engine: engine).certify(
      system, values: solution.values.view, rightHandSides: y.view, orientation: orientation
    ).report
    let bound = try #require(report.componentErrorBound)
    // Observed: at most 9.4e-14.
    #expect(bound < 1e-12)
    return bound
  }

  /// 100 right-hand sides are two panels, in which GMRES on single precision shares a space.
  @Test(arguments: TestEngines.all, [IterativeSolver(.gmres), IterativeSolver(.stationary), IterativeSolver(.bicgstab)])
  func manyRightHandSides(_ test: TestEngine, _ solver: IterativeSolver) throws {
    let (n, m) = (120, 100)
    let system = try system(solver, n, test.engine)
    let y = try demand(n, m)
    let all = KeptSolution()
    let whole = try system.solve(y.view, orientation: .output, from: nil, sink: all.sink, monitor: .none)
    for stop in 1..<all.corrections {
      let kept = try stopped(system, y, .output, after: stop)
      let begun = kept.columns.filter { $0.contains { $0 != 0 } }.count
      #expect(begun == 64 || begun == m, "\(begun) after \(stop) of \(all.corrections)")
      let start = try kept.matrix()
      let rest = KeptSolution()
      let continued = try system.solve(y.view, orientation: .output, from: start.view, sink: rest.sink, monitor: .none)
      #expect(rest.corrections < all.corrections)
      var worst = 0.0
      for j in 0..<m {
        for i in 0..<n { worst = max(worst, relativeDifference(continued.values[i, j], whole.values[i, j])) }
        // A panel that was finished is not touched again.
        guard begun == m, j < 64 else { continue }
        for i in 0..<n where continued.values[i, j] != kept.columns[j][i] { Issue.record("column \(j) changed at \(i)") }
      }
      // Observed: at most 2.2e-15.
      #expect(worst <= 1e-13, "\(worst)")
    }
  }

  @Test(arguments: solvers) func aStartThatIsTheAnswerNeedsNoCorrection(_ solver: IterativeSolver) throws {
    for test in TestEngines.all {
      let system = try system(solver, 90, test.engine)
      let y = try demand(90, 3)
      let whole = try system.solve(y.view, orientation: .output)
      let rest = KeptSolution()
      let again = try system.solve(y.view, orientation: .output, from: whole.values.view, sink: rest.sink, monitor: .none)
      #expect(rest.marks.isEmpty && again.report.iterations == 1)
      #expect((0..<3).allSatisfy { j in (0..<90).allSatisfy { again.values[$0, j] == whole.values[$0, j] } })
    }
  }

  /// Within corrections, too, what was reached is given away when the solve is stopped; of methods whose iterates may stand
  /// farther off than they began, what the corrections before reached.
  @Test(arguments: solvers) func aStopWithinACorrection(_ solver: IterativeSolver) throws {
    let isUnsteady = [.bicgstab, .chebyshev].contains(solver.method)
    let system = try system(solver, 90, columnSum: 0.99, TestEngines.swift)
    let y = try demand(90, 1)
    let kept = KeptSolution()
    // Unsteady ones within the second correction, where there is one.
    let told =
      isUnsteady
      ? StopAfter(corrections: 1, questions: solver.storage == .single ? 1 : 0) : StopAfter(corrections: 0, questions: 2)
    #expect(throws: SolverError.stopped) {
      try system.solve(y.view, orientation: .output, from: nil, sink: told.sink(kept), monitor: told.monitor).vector
    }
    #expect(kept.marks.map(\.ending) == [SolutionMark.Ending?](repeating: nil, count: kept.corrections) + [.stopped])
    #expect(kept.columns.count == 1 && kept.columns[0].contains { $0 != 0 })
  }

  /// Nothing was added to nothing: there is nothing to begin with.
  @Test(arguments: solvers.filter { [.bicgstab, .chebyshev].contains($0.method) })
  func anUnsteadyMethodWithinItsFirstCorrection(_ solver: IterativeSolver) throws {
    let system = try system(solver, 90, columnSum: 0.99, TestEngines.swift)
    let y = try demand(90, 1)
    let (told, kept) = (RecordedProgress(stoppingAt: 0), KeptSolution())
    #expect(throws: SolverError.stopped) {
      try system.solve(y.view, orientation: .output, from: nil, sink: kept.sink, monitor: told.monitor).vector
    }
    #expect(kept.marks.isEmpty)
  }

  @Test func aSinkThatWantsNothingIsGivenNothing() throws {
    let system = try system(IterativeSolver(), 30, TestEngines.swift)
    let kept = KeptSolution()
    let sink = SolutionSink(wants: { $0.corrections > 1000 }, take: { x, mark in kept.take(x, mark) })
    let y = try demand(30, 1)
    #expect(try system.solve(y.view, orientation: .output, from: nil, sink: sink, monitor: .none).vector.count == 30)
    #expect(kept.marks.isEmpty)
  }

  @Test func methodsThatCanAndCannot() throws {
    let engine = TestEngines.swift
    let matrix = try CoefficientMatrix(codes: ["a", "b"], rows: [[0.1, 0.2], [0.3, 0.1]], on: engine)
    let y = try Matrix<Double>([[1], [2]])
    let start = try Matrix<Double>([[.nan], [3]])
    let kept = KeptSolution()
    for kind in [SolverKind.lu, .luMixed, .gth, .inverse] {
      let system = try kind.solver(rightHandSides: 1).prepare(matrix, on: engine, budget: .unlimited, monitor: .none)
      #expect(!system.canBeContinued)
      let answer = try system.solve(y.view, orientation: .output, from: start.view, sink: kept.sink, monitor: .none).vector
      #expect(try answer == system.solve([1, 2]).vector && kept.marks.isEmpty)
    }
    for kind in [SolverKind.gmres, .gaussSeidel, .bicgstab, .chebyshev, .neumann] {
      let system = try kind.solver(rightHandSides: 1).prepare(matrix, on: engine, budget: .unlimited, monitor: .none)
      #expect(system.canBeContinued)
    }
  }
}
