import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// What a sink is given of solves that are stopped between panels of right-hand sides and beside them.
@Suite struct PanelEndTests {
  private static let n = 50

  /// Two economies that do not trade: one that is solved, one that stalls.
  private static func twoEconomies() -> [[Double]] {
    let stalling = [[Double]].coefficients(n, columnSum: 1 - 1e-13, seed: 971)
    let light = [[Double]].coefficients(n, columnSum: 0.5, seed: 975)
    let none = [Double](repeating: 0, count: n)
    return light.map { $0 + none } + stalling.map { none + $0 }
  }

  private func system(on engine: Engine) throws -> any PreparedSystem {
    let rows = Self.twoEconomies()
    return try IterativeSolver(.gmres).prepare(
      CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: engine), on: engine)
  }

  /// 64 right-hand sides of the one economy, then one of the other.
  private static func demand() throws -> Matrix<Double> {
    try Matrix(
      (0..<2 * n).map { i in (0..<65).map { (j: Int) -> Double in (i < n) == (j < 64) ? Double((i * (j + 3)) % 7 + 1) : 0 } })
  }

  /// Stopped when a start was left for zero: the start stays, and what the panel before it has become is given.
  @Test(arguments: TestEngines.all) func aStopAfterAStartWasLeft(_ test: TestEngine) throws {
    let system = try system(on: test.engine)
    let y = try Self.demand()
    let all = KeptSolution()
    #expect(throws: SolverError.self) {
      try system.solve(y.view, orientation: .output, from: nil, sink: all.sink, monitor: .none).vector
    }
    let last = all.columns[64]
    var start = try Matrix<Double>(rows: 2 * Self.n, columns: 65, layout: .columnMajor)
    for i in last.indices { start[i, 64] = last[i] }
    let whole = StopAfter(corrections: .max, questions: 0)
    #expect(throws: SolverError.self) {
      try system.solve(y.view, orientation: .output, from: start.view, sink: whole.sink(KeptSolution()), monitor: .none).vector
    }
    // In the attempt from zero, with an X that is no better than the start.
    let (kept, stop) = (KeptSolution(), StopAfter(corrections: whole.asked - 1, questions: 0))
    #expect(throws: SolverError.stopped) {
      try system.solve(y.view, orientation: .output, from: start.view, sink: stop.sink(kept), monitor: stop.monitor).vector
    }
    #expect(kept.marks.map(\.ending) == [.stopped])
    guard kept.columns.count == 65 else { return }
    #expect((0..<64).allSatisfy { kept.columns[$0] == all.columns[$0] })
    // The start, or what corrections of it reached: nothing of the attempt from zero.
    let (error, best) = (try #require(kept.marks[0].backwardError), try #require(all.marks.last?.backwardError))
    #expect(error <= best && kept.columns[64].contains { $0 != 0 }, "\(error) after \(best)")
  }

  /// What was measured of one panel is not said of the next one.
  @Test(arguments: TestEngines.all) func theErrorIsThatOfThePanelInWork(_ test: TestEngine) throws {
    let system = try system(on: test.engine)
    let y = try Self.demand()
    let first = y.view.window(rows: 0..<2 * Self.n, columns: 0..<64)
    let whole = StopAfter(corrections: .max, questions: 0)
    _ = try system.solve(first, orientation: .output, from: nil, sink: whole.sink(KeptSolution()), monitor: .none).report
    // The first question is that after the last correction of the first panel.
    let (kept, stop) = (KeptSolution(), StopAfter(corrections: whole.asked, questions: 1))
    #expect(throws: SolverError.stopped) {
      try system.solve(y.view, orientation: .output, from: nil, sink: stop.sink(kept), monitor: stop.monitor).vector
    }
    #expect(kept.marks == [SolutionMark(corrections: whole.asked, backwardError: nil, ending: .stopped)])
    #expect(kept.columns.count == 65 && kept.columns[63].contains { $0 != 0 })
  }
}
