import Estimators
import Kernels
import MatrixCore
import Synchronization
import TestSupport
import Testing

/// How many iterations are done, and what is told after the last.
@Suite struct BalancerIterationTests {
  /// The iterations a balancing asked for leave to do, and how it ended.
  private func balance(
    _ rows: [[Double]], _ u: [Double], _ t: [Double], tolerance: Double, iterations: Int
  ) throws -> (asked: Int, report: BalancingReport?, error: String) {
    let asked = Mutex(0)
    var settings = EstimationSettings(engine: TestEngines.swift)
    settings.monitor = WorkMonitor { _ in
      asked.withLock { $0 += 1 }
      return true
    }
    let names = (u.indices.map { "row \($0)" }, t.indices.map { "column \($0)" })
    let matrix = try Matrix(rows)
    var (report, sentence): (BalancingReport?, String) = (nil, "")
    do throws(BalancingError) {
      let balanced = try Balancer(.ras, tolerance: tolerance, mostIterations: iterations)
        .balance(matrix.view, rows: u, columns: t, names: names, settings)
      report = balanced.report
    } catch { sentence = error.description }
    return (asked.withLock { $0 }, report, sentence)
  }

  @Test func theLargestNumberIsTaken() throws {
    let result = try balance([[1, 2], [3, 4]], [4, 6], [5, 5], tolerance: 1e-12, iterations: .max)
    #expect(result.report.map { $0.iterations < 100 && $0.rowError <= 1e-12 } == true, "\(result.error)")
  }

  /// Row 1 by hand: factors 3 and 1/2 of rows, 4/7 and 4 of columns.
  @Test func noMoreThanWasAsked() throws {
    let (flows, u, t) = ([[1.0, 0], [1, 1]], [3.0, 1], [2.0, 2])
    let one = try balance(flows, u, t, tolerance: 1e-12, iterations: 1)
    #expect(one.asked == 1 && one.report == nil)
    // 16/7.
    #expect(one.error.contains("row 1 sums to 2.285714285714285"), "\(one.error)")
    let three = try balance(flows, u, t, tolerance: 1e-12, iterations: 3)
    #expect(three.asked == 3 && three.report == nil)
  }

  /// The last iteration may be the one that gets there.
  @Test func theLastIterationIsLookedAt() throws {
    let (flows, u, t) = ([[1.0, 2], [3, 4]], [4.0, 6], [5.0, 5])
    let all = try #require(balance(flows, u, t, tolerance: 1e-12, iterations: 100).report)
    let just = try balance(flows, u, t, tolerance: 1e-12, iterations: all.iterations)
    #expect(just.report == all && just.asked == all.iterations)
    #expect(try balance(flows, u, t, tolerance: 1e-12, iterations: all.iterations - 1).report == nil)
  }
}
