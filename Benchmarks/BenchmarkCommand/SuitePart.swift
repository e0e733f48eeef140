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
    let energy: Result<EnergyMeter, EnergyGap>
    do throws(EnergyGap) { energy = .success(try EnergyMeter()) } catch { energy = .failure(error) }
    // Every process has an order of its own.
    let runner = BenchmarkRunner(
      clock: clock, schedule: Schedule(seed: command.seed &+ UInt64(command.part ?? 0)), limits: command.limits, canary: canary,
      energy: try? energy.get(), isInterrupted: isStopped)
    var plan = SuitePlan(
      suite, engines: engines, seed: command.seed,
      budget: canary == nil ? budget : budget.holding(HostCanary<SystemClock>.bytesNeeded),
      usableProcessors: usableProcessors, fault: command.injectFault)
    let host = HostRecord()
    let measurements = runner.run(plan.makeCells())
    var document = ResultDocument(
      suite: suite.name, suiteVersion: suite.version, generator: SyntheticEconomy.generator, run: run, seconds: runner.elapsed,
      seed: command.seed, limits: command.limits, tool: .current, host: host, calibration: runner.quality,
      engines: engines.map(EngineRecord.init), canary: canary == nil ? nil : CanaryRecord(runner.readings),
      cells: measurements.map(CellRecord.init))
    document.replayOf = command.replayOf
    switch energy {
    case .success(let meter): document.energyCounters = meter.names
    case .failure(let gap): document.energyGap = gap.reason
    }
    return document
  }

  /// A replay has as many threads as the run it repeats, of however many processors.
  private var usableProcessors: Int {
    let usable = HostProcessor.current.usableProcessors
    return command.replayOf == nil ? usable : min(usable, engines.map(\.description.threads).max() ?? usable)
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
