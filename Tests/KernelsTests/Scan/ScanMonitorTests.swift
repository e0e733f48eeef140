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
    let values = try Matrix([[Double]].randomReals(n, n, seed: 99))
    let progress = RecordedProgress()
    let watched = test.engine.scan(values.view, monitor: progress.monitor)
    let unwatched = test.engine.scan(values.view)
    #expect(watched == unwatched)
    let firstRow = (1..<n).map { abs(values[0, $0]) }.reduce(0, +)
    #expect(abs(unwatched.rowSums[0] - firstRow) <= Double(n) * .ulpOfOne * firstRow)
    #expect(progress.isRising && progress.fractions.last == 1)
  }

  @Test func stops() throws {
    let values = try matrix()
    for threads in [1, 2, 3] {
      let engine = EngineUnderTest.tiny(threads: threads)
      let alone = engine.scan(values.view, monitor: RecordedProgress(stoppingAt: 0).monitor)
      #expect(alone == nil)
      var single = try Matrix<Float>(rows: n, columns: n)
      var target = single.mutableView
      let stopped = RecordedProgress(stoppingAt: 0)
      let narrowing = engine.scan(values.view, narrowingInto: &target, monitor: stopped.monitor)
      #expect(narrowing == nil)
      #expect(stopped.fractions.count == 1)
    }
    // A team is stopped at any report, by whichever part its caller has just finished.
    for threads in [2, 3] {
      let engine = EngineUnderTest.tiny(threads: threads)
      for stop in 0..<3 {
        let progress = RecordedProgress(stoppingAt: stop)
        let scan = engine.scan(values.view, monitor: progress.monitor)
        // The others may have left fewer parts to the caller than it would need for so many reports.
        #expect(scan == nil ? progress.fractions.count == stop + 1 : progress.fractions.count <= stop)
      }
    }
    // One thread is asked after every part and at the end.
    let whole = RecordedProgress()
    let engine = Engine.select(.swift, threads: 1)
    let finished = engine.scan(values.view, monitor: whole.monitor)
    #expect(finished != nil)
    #expect(whole.fractions.count == 6)
    for stop in whole.fractions.indices {
      let stopped = engine.scan(values.view, monitor: RecordedProgress(stoppingAt: stop).monitor)
      #expect(stopped == nil)
    }
  }

  @Test func nothingToScan() throws {
    let empty = try Matrix<Double>(rows: 0, columns: 0)
    let scan = TestEngines.swift.scan(empty.view, monitor: .none)
    #expect(scan?.rowSums == [])
  }
}
