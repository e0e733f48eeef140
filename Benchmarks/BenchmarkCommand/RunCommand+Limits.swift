import ArgumentParser
import BenchmarkHarness
import CommandLineSupport
import Leontief
import Workloads

/// What options of `run` may be, and what ends it.
extension RunCommand {
  func validateLimits() throws {
    if let minRounds, !(1...1000).contains(minRounds) {
      throw ValidationError("--min-rounds takes a number from 1 to 1000, not \(minRounds)")
    }
    if let maxSeconds, !(maxSeconds >= 0 && maxSeconds.isFinite) {
      throw ValidationError("--max-seconds takes a number of seconds, not \(maxSeconds)")
    }
    if let target, !(0.01...100).contains(target) {
      throw ValidationError("--target takes percent from 0.01 to 100, not \(target)")
    }
    if let processes, !(1...100).contains(processes) {
      throw ValidationError("--processes takes a number from 1 to 100, not \(processes)")
    }
    if suite.contest != nil, processes != nil || injectFault != nil {
      throw ValidationError("--processes and --inject-fault are for the suite quick")
    }
    if let injectFault, !suite.selected.cellIDs.contains(injectFault) {
      throw ValidationError("--inject-fault names '\(injectFault)', no cell of 'leontief-bench list'")
    }
    if let contest = suite.contest { try validate(contest) }
  }

  private func validate(_ contest: ContestSuite.Kind) throws {
    if !engines.engine.isEmpty || engines.isa != nil {
      throw ValidationError("--engine and --isa are for the suite quick; \(contest.rawValue) chooses the engines itself")
    }
    if engines.threadCounts.count > 1 {
      throw ValidationError("--threads takes one number with the suite \(contest.rawValue)")
    }
  }

  /// Nine samples let one cell of the suite quick be told to be slower alone: six cannot, among fourteen.
  var limits: RunLimits {
    let isQuick = suite.contest == nil
    // Without a target a process that stopped early would count less than one that was disturbed.
    return RunLimits(
      minRounds: minRounds ?? (isQuick ? CellMeasurement.wantedSamples : 6), maxSeconds: maxSeconds ?? (isQuick ? 60 : 600),
      targetHalfWidth: target.map { $0 / 100 } ?? (isQuick ? 0 : 0.02), memoryBytes: options.memory?.bytes)
  }
}
