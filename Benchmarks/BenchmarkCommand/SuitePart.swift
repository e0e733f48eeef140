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
    return document(
      runner, RunIdentity(), HostRecord(), plan.skippedCells(reason: reason), hasCanary: false,
      .failure(EnergyGap(reason: reason)))
  }

  func document() throws -> ResultDocument {
    let run = RunIdentity()
    let (clock, budget) = (SystemClock(), command.options.budget)
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
    return document(runner, run, host, plan.makeCells(), hasCanary: canary != nil, energy)
  }

  private func document(
    _ runner: BenchmarkRunner<SystemClock>, _ run: RunIdentity, _ host: HostRecord, _ cells: [BenchmarkCell], hasCanary: Bool,
    _ energy: Result<EnergyMeter, EnergyGap>
  ) -> ResultDocument {
    let measurements = runner.run(cells)
    var document = ResultDocument(
      suite: suite.name, suiteVersion: suite.version, generator: suite.generator, run: run, seconds: runner.elapsed,
      seed: command.seed, limits: command.limits, tool: .current, host: host, calibration: runner.quality,
      engines: engines.map(EngineRecord.init), canary: hasCanary ? CanaryRecord(runner.readings) : nil,
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
