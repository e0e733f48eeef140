import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief
import Workloads

/// What one process of a run measures.
struct SuitePart {
  private let command: RunCommand
  private let engines: [Engine]

  init(_ command: RunCommand, engines: [Engine]) { (self.command, self.engines) = (command, engines) }

  func document() throws -> ResultDocument {
    let run = RunIdentity()
    let (suite, clock, budget) = (command.suite.selected, SystemClock(), command.options.budget)
    let canary = makeCanary(clock, budget)
    // Every process has an order of its own.
    let runner = BenchmarkRunner(
      clock: clock, schedule: Schedule(seed: command.seed &+ UInt64(command.part ?? 0)), limits: command.limits, canary: canary,
      isInterrupted: isStopped)
    var plan = SuitePlan(
      suite, engines: engines, seed: command.seed,
      budget: canary == nil ? budget : budget.holding(HostCanary<SystemClock>.bytesNeeded), fault: command.injectFault)
    let host = HostRecord()
    let measurements = runner.run(plan.makeCells())
    return ResultDocument(
      suite: suite.name, suiteVersion: suite.version, generator: SyntheticEconomy.generator, run: run, seconds: runner.elapsed,
      seed: command.seed, limits: command.limits, tool: .current, host: host, calibration: runner.quality,
      engines: engines.map(EngineRecord.init), canary: canary == nil ? nil : CanaryRecord(runner.readings),
      cells: measurements.map(CellRecord.init))
  }

  /// The process that started this one wants it to end, or this one was interrupted itself.
  private var isStopped: () -> Bool {
    let file = command.stopFile
    return { LiveContenders.isInterrupted || file.map(FileManager.default.fileExists(atPath:)) ?? false }
  }

  /// On the threads of the Swift kernels; nil where there is no memory for it.
  private func makeCanary(_ clock: SystemClock, _ budget: MemoryBudget) -> HostCanary<SystemClock>? {
    let bytes = HostCanary<SystemClock>.bytesNeeded
    do { try budget.reserve(bytes, for: "the canary") } catch { return nil }
    let engine = engines.first { $0.description.name == "swift" } ?? engines.first
    return engine.flatMap { HostCanary($0, clock: clock) }
  }
}
