import BenchmarkHarness
import Leontief
import TestSupport
import Testing

/// A canary whose readings are written down, which takes a second.
final class ScriptedCanary: Canary {
  private let clock: FakeClock
  private var flops: [Double]

  init(_ clock: FakeClock, flops: [Double]) { (self.clock, self.flops) = (clock, flops) }

  var engine: EngineDescription { TestEngines.swift.description }

  func measure() -> CanaryReading {
    clock.advance(by: 1)
    let rate = flops.count > 1 ? flops.removeFirst() : flops[0]
    return CanaryReading(flopsPerS: rate, cacheBytesPerS: 50, memoryBytesPerS: 20)
  }
}

/// Runs of several processes whose times and canaries are those of scripts.
enum ScriptedParts {
  /// One process: two cells, `rounds` rounds of a second each, readings as given.
  static func part(
    _ flops: [Double], rounds: Int = 4, seconds: [Double] = [1], answers: [Int] = [1],
    isInterrupted: @escaping (Double) -> Bool = { _ in false }
  ) -> ResultDocument {
    let clock = FakeClock()
    let runner = BenchmarkRunner(
      clock: clock, schedule: Schedule(seed: 1), limits: RunLimits(minRounds: rounds, maxSeconds: 0),
      canary: ScriptedCanary(clock, flops: flops), isInterrupted: { isInterrupted(clock.now()) })
    let cells = ["a", "b"].map { ScriptedTask(clock, seconds: seconds, answers: answers).cell(id: $0) }
    let measurements = runner.run(cells)
    var document = ScriptedResult.document(["x": [1, 2]])
    document.cells = measurements.map(CellRecord.init)
    document.canary = CanaryRecord(runner.readings)
    return document
  }

  static func whole(_ parts: [ResultDocument]) throws -> ResultDocument {
    try #require(ResultDocument(parts: parts, run: RunIdentity(), seconds: 9, limits: RunLimits(minRounds: 1, maxSeconds: 0)))
  }
}
