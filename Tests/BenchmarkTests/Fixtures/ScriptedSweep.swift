import BenchmarkHarness
import TestSupport

/// Runs with several numbers of threads whose times are those of a script.
enum ScriptedSweep {
  /// A cell for each name and number of threads; `seconds` of both. `spread`: of the samples.
  static func document(
    _ names: [String], threads: [Int], spread: Double = 0.01, seed: UInt64, seconds: (_ name: String, _ threads: Int) -> Double
  ) throws -> ResultDocument {
    var document = ScriptedResult.document([:])
    document.host.volatile.measuredHz = 2e9
    let engine = document.engines[0]
    document.engines = threads.sorted(by: >).map { count in
      var own = engine
      own.threadsUsed = count
      return own
    }
    for (k, name) in names.enumerated() {
      for own in threads.sorted(by: >) {
        let samples = ScriptedResult.samples(seconds(name, own), spread: spread, seed: seed + UInt64(100 * k + own))
        var cell = ScriptedResult.document([name: samples]).cells[0]
        cell.threads = own
        document.cells.append(cell)
      }
    }
    let limits = RunLimits(minRounds: 1, maxSeconds: 0)
    return ResultDocument(parts: [document], run: RunIdentity(), seconds: 1, limits: limits) ?? document
  }
}
