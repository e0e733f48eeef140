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
      throw ValidationError("--processes and --inject-fault are for the suites quick, standard and full")
    }
    if let injectFault, !suite.selected.cellIDs.contains(injectFault) {
      throw ValidationError("--inject-fault names '\(injectFault)', no cell of 'leontief-bench list'")
    }
    if let contest = suite.contest { return try validate(contest) }
    if target != nil, suite.selected.isDivided {
      throw ValidationError("--target is for quick, kernels and solvers; the suite \(suite.suite) uses all of --max-seconds")
    }
    // Forecasts of time and memory are those of one number of threads.
    if engines.threadCounts.count > 1, suite.selected.isDivided {
      throw ValidationError("--threads takes one number with the suite \(suite.suite); several are for quick")
    }
  }

  private func validate(_ contest: ContestSuite.Kind) throws {
    if !engines.engine.isEmpty || engines.isa != nil {
      throw ValidationError("--engine and --isa are for quick, standard and full; \(contest.rawValue) chooses the engines itself")
    }
    if engines.threadCounts.count > 1 {
      throw ValidationError("--threads takes one number with the suite \(contest.rawValue)")
    }
  }

  var limits: RunLimits {
    guard suite.contest == nil else {
      return RunLimits(
        minRounds: minRounds ?? 6, maxSeconds: maxSeconds ?? 600, targetHalfWidth: target.map { $0 / 100 } ?? 0.02,
        memoryBytes: options.memory?.bytes)
    }
    let habits = suite.selected.habits
    // Without a target a process that stopped early would count less than one that was disturbed.
    return RunLimits(
      minRounds: minRounds ?? habits.minRounds, maxSeconds: maxSeconds ?? habits.maxSeconds,
      targetHalfWidth: target.map { $0 / 100 } ?? 0, memoryBytes: options.memory?.bytes)
  }
}

/// What a run says beside its result.
extension RunCommand {
  func showNotes(_ engines: [Engine]) {
    guard !options.quiet else { return }
    for note in engines.flatMap(\.notes) { StandardError.write("note: \(note)") }
  }

  func refuseInvalid(_ cells: [CellRecord]) throws(CommandFailure) {
    let invalid = cells.filter { $0.validation.state == CellState.invalid("").name }
    guard let first = invalid.first else { return }
    throw CommandFailure(
      .numericalFailure,
      "\(invalid.count) of \(cells.count) cells INVALID; \(first.id) on \(first.engine): "
        + (first.validation.reason ?? "a check failed"))
  }
}
