import Kernels
import MatrixCore
import TestSupport
import Testing

/// A scan tells how far it is, stops when asked, and finds the same when nobody asks.
@Suite struct ScanMonitorTests {
  /// Several parts, whose height does not divide the order.
  private let n = 300

  private func matrix() throws -> Matrix<Double> {
    var values = try Matrix<Double>(rows: n, columns: n)
    for i in 0..<n {
      for j in 0..<n { values[i, j] = Double((3 * i + 7 * j) % 11) - 2 }
    }
    return values
  }

  @Test(arguments: TestEngines.all) func watchedAndUnwatched(_ test: TestEngine) throws {
    let values = try matrix()
    let progress = RecordedProgress()
    let watched = try #require(test.engine.scan(values.view, monitor: progress.monitor))
    #expect(watched == test.engine.scan(values.view))
    #expect(watched.rowSums[0] == (1..<n).reduce(0) { $0 + abs(Double(7 * $1 % 11) - 2) })
    #expect(progress.isRising && progress.fractions.last == 1)
  }

  @Test func stops() throws {
    let values = try matrix()
    for threads in [1, 2] {
      let engine = Engine.select(.swift, threads: threads)
      #expect(engine.scan(values.view, monitor: RecordedProgress(stoppingAt: 0).monitor) == nil)
      var single = try Matrix<Float>(rows: n, columns: n)
      var target = single.mutableView
      let stopped = RecordedProgress(stoppingAt: 0)
      #expect(engine.scan(values.view, narrowingInto: &target, monitor: stopped.monitor) == nil)
      #expect(stopped.fractions.count == 1)
    }
    // One thread is asked after every part and at the end.
    let whole = RecordedProgress()
    let engine = Engine.select(.swift, threads: 1)
    #expect(engine.scan(values.view, monitor: whole.monitor) != nil)
    #expect(whole.fractions.count == 6)
    for stop in whole.fractions.indices {
      #expect(engine.scan(values.view, monitor: RecordedProgress(stoppingAt: stop).monitor) == nil)
    }
  }

  @Test func nothingToScan() throws {
    let empty = try Matrix<Double>(rows: 0, columns: 0)
    #expect(TestEngines.swift.scan(empty.view, monitor: .none)?.rowSums == [])
  }
}
