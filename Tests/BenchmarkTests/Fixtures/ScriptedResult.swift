import BenchmarkHarness
import Leontief
import TestSupport

/// Result documents whose times are those of a script.
enum ScriptedResult {
  /// A run of one cell for each entry, on the engine swift. Samples of unlike counts need `rounds` of the longest.
  static func document(_ cells: KeyValuePairs<String, [Double]>) -> ResultDocument {
    let clock = FakeClock()
    let records = cells.map { id, samples in
      let limits = RunLimits(minRounds: samples.count, maxSeconds: 0)
      let runner = BenchmarkRunner(clock: clock, schedule: Schedule(seed: 1), limits: limits)
      // The first run is not counted.
      let task = ScriptedTask(clock, seconds: [samples[0]] + samples)
      return CellRecord(runner.run([task.cell(id: id)])[0])
    }
    return ResultDocument(
      suite: "test", suiteVersion: 1, generator: "test 1", run: RunIdentity(), seconds: clock.now(), seed: 1,
      limits: RunLimits(minRounds: 1, maxSeconds: 0),
      tool: ToolRecord(name: "test", version: "1", swift: "6", buildMode: "release"), host: HostRecord(),
      calibration: ClockQuality(clock), engines: [EngineRecord(TestEngines.swift)], cells: records)
  }

  /// Times around `seconds` that are spread by up to `spread` either way, one for each draw of a seed.
  static func samples(_ seconds: Double, count: Int = 12, spread: Double = 0.01, seed: UInt64) -> [Double] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { _ in
      seconds * (1 + spread * (2 * Double(generator.next(below: 1 << 30)) / 0x1p30 - 1))
    }
  }

  /// A canary that read one state throughout.
  static func canary(_ document: inout ResultDocument, _ rate: Double) {
    let reading = CanaryReading(flopsPerS: rate, cacheBytesPerS: rate, memoryBytesPerS: rate)
    document.canary = CanaryRecord([CanaryReading](repeating: reading, count: 3))
    for index in document.cells.indices {
      document.cells[index].sampleReading = document.cells[index].samplesS.map { _ in 0 }
      document.cells[index].samplesLeftOut = []
    }
  }
}
