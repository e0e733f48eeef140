import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// What a sink is given only becomes better, also where an iteration does not get there, and all that was reached is given at
/// the end.
@Suite struct BestKeptTests {
  private static let n = 50
  private static let methods = [
    IterativeSolver(.stationary), IterativeSolver(.gmres), IterativeSolver(.bicgstab), IterativeSolver(.chebyshev),
  ]

  private static func system(_ solver: IterativeSolver, _ rows: [[Double]], _ engine: Engine) throws -> any PreparedSystem {
    try solver.prepare(CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: engine), on: engine)
  }

  /// Value added of 1e-13 is nothing in single precision, and little in double.
  private static func stalling() -> [[Double]] { .coefficients(n, columnSum: 1 - 1e-13, seed: 971) }

  /// The componentwise backward error of (I − A) x = y, in plain arithmetic: far above its rounding here.
  private static func backwardError(_ rows: [[Double]], _ x: [Double], _ y: [Double]) -> Double {
    rows.indices.reduce(0) { worst, i in
      var (residual, scale) = (y[i] - x[i], abs(y[i]))
      for j in rows.indices {
        residual += rows[i][j] * x[j]
        scale += abs((i == j ? 1 : 0) - rows[i][j]) * abs(x[j])
      }
      return max(worst, abs(residual) / scale)
    }
  }

  /// How far it came; nil when it got there.
  private func failure(
    _ system: any PreparedSystem, _ y: borrowing Matrix<Double>, from start: [Double]?, _ sink: SolutionSink
  ) throws -> (passes: Int, error: Double)? {
    let begin = try Matrix(column: start ?? [])
    do throws(SolverError) {
      if start == nil {
        _ = try system.solve(y.view, orientation: .output, from: nil, sink: sink, monitor: .none).report
      } else {
        _ = try system.solve(y.view, orientation: .output, from: begin.view, sink: sink, monitor: .none).report
      }
    } catch {
      guard case .notConverged(_, let passes, let best) = error else { throw error }
      return (passes, best)
    }
    return nil
  }

  /// Every method after every other, from what that one left.
  @Test(arguments: TestEngines.all) func aChainOnATableThatStalls(_ test: TestEngine) throws {
    let rows = Self.stalling()
    let y = try Matrix(column: [Double](repeating: 1, count: Self.n))
    for first in Self.methods {
      for second in Self.methods {
        var (best, start) = (Double.infinity, [Double]?.none)
        for solver in [first, second, second, first] {
          let kept = KeptSolution()
          // From some starts it gets there.
          guard let end = try failure(Self.system(solver, rows, test.engine), y, from: start, kept.sink) else { break }
          #expect(end.error <= best, "\(first.name), \(second.name): \(end.error) told after \(best)")
          for mark in kept.marks {
            let error = try #require(mark.backwardError)
            #expect(error < best || error == 1, "\(first.name), \(second.name): \(error) after \(best)")
            best = error
          }
          guard let x = kept.columns.first else { continue }
          // Both round.
          let measured = Self.backwardError(rows, x, [Double](repeating: 1, count: Self.n))
          #expect(abs(measured - best) <= Double(Self.n) * .ulpOfOne, "\(measured) is told as \(best)")
          start = x
        }
        #expect(start != nil)
      }
    }
  }

  /// An attempt from a start and the one that begins anew count together.
  @Test(arguments: TestEngines.all) func passesOfBothAttempts(_ test: TestEngine) throws {
    let y = try Matrix(column: [Double](repeating: 1, count: Self.n))
    let system = try Self.system(IterativeSolver(.gmres), Self.stalling(), test.engine)
    let kept = KeptSolution()
    let fresh = try #require(try failure(system, y, from: nil, kept.sink))
    let again = try #require(try failure(system, y, from: kept.columns[0], .none))
    #expect(again.passes > fresh.passes && again.error <= fresh.error, "\(again) after \(fresh)")
  }

  /// A sink that wants X once a minute is given it when the passes are used up, and when nothing leads nearer.
  @Test(arguments: TestEngines.all) func whatIsLeftAtTheEnd(_ test: TestEngine) throws {
    let y = try Matrix(column: [Double](repeating: 1, count: Self.n))
    let slow = [[Double]].coefficients(Self.n, columnSum: 0.9995, seed: 973)
    let cases: [(solver: IterativeSolver, rows: [[Double]], ending: SolutionMark.Ending)] = [
      (.neumann, slow, .outOfPasses), (IterativeSolver(.gmres), Self.stalling(), .stalled),
    ]
    for (solver, rows, ending) in cases {
      let (kept, ends) = (KeptSolution(), StopAfter(corrections: .max, questions: 0))
      let end = try #require(try failure(Self.system(solver, rows, test.engine), y, from: nil, ends.sink(kept)))
      #expect(kept.marks.map(\.ending) == [ending], "\(solver.name)")
      #expect(kept.marks.first?.backwardError == end.error && end.error < 1e-3)
    }
  }
}
