import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief
import Workloads

/// What one process of a run measures.
struct SuitePart {
  private let command: RunCommand
  private let suite: Suite
  private let engines: [Engine]

  /// `suite`: a group of the command's.
  init(_ command: RunCommand, _ suite: Suite, engines: [Engine]) {
    (self.command, self.suite, self.engines) = (command, suite, engines)
  }

  /// The same without a measurement, for a reason; problems are not made.
  func skipped(_ reason: String) -> ResultDocument {
    let clock = SystemClock()
    let runner = BenchmarkRunner(clock: clock, schedule: Schedule(seed: command.seed), limits: command.limits)
    let plan = SuitePlan(suite, engines: engines, seed: command.seed, budget: command.options.budget)
    return document(runner, RunIdentity(), HostRecord(), plan.skippedCells(reason: reason), hasCanary: false)
  }

  func document() throws -> ResultDocument {
    let run = RunIdentity()
    let (clock, budget) = (SystemClock(), command.options.budget)
    let canary = makeCanary(clock, budget)
    // Every process has an order of its own.
    let runner = BenchmarkRunner(
      clock: clock, schedule: Schedule(seed: command.seed &+ UInt64(command.part ?? 0)), limits: command.limits, canary: canary,
      isInterrupted: isStopped)
    var plan = SuitePlan(
      suite, engines: engines, seed: command.seed,
      budget: canary == nil ? budget : budget.holding(HostCanary<SystemClock>.bytesNeeded), fault: command.injectFault)
    let host = HostRecord()
    return document(runner, run, host, plan.makeCells(), hasCanary: canary != nil)
  }

  private func document(
    _ runner: BenchmarkRunner<SystemClock>, _ run: RunIdentity, _ host: HostRecord, _ cells: [BenchmarkCell], hasCanary: Bool
  ) -> ResultDocument {
    let measurements = runner.run(cells)
    return ResultDocument(
      suite: suite.name, suiteVersion: suite.version, generator: suite.generator, run: run, seconds: runner.elapsed,
      seed: command.seed, limits: command.limits, tool: .current, host: host, calibration: runner.quality,
      engines: engines.map(EngineRecord.init), canary: hasCanary ? CanaryRecord(runner.readings) : nil,
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
