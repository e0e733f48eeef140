import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief
import Workloads

/// One run of a contest: finds the fastest core type of OpenBLAS where it takes part, measures, judges, reports.
struct ContestSuiteRun {
  private let suite: ContestSuite
  private let settings: ContestSettings
  private let options: ReportOptions
  private let identity = RunIdentity()

  init(_ kind: ContestSuite.Kind, suite: SuiteOptions, threads: Int?, options: ReportOptions, limits: RunLimits, seed: UInt64) {
    self.suite = suite.contest(kind, seed: seed)
    self.options = options
    settings = ContestSettings(
      scale: suite.scale ?? 1, seed: seed, threads: Engine.select(.swift, threads: threads).team.threads, limits: limits)
  }

  func run() throws {
    let target: ReportTarget? = if let json = options.json { try ReportTarget(path: json) } else { nil }
    try refuseForcedSet()
    Interruption.plan(
      InterruptionPlan {
        LiveContenders.interrupt()
        return true
      })
    let clock = SystemClock()
    let start = clock.now()
    let choice =
      wantsOpenBLAS
      ? CoreTypeChoice(tool: Self.tool, settings: settings, budget: options.budget, progress: progress) : CoreTypeChoice()
    let contenders = Contestants.all(tool: Self.tool, threads: settings.threads, coreType: choice.coreType)
    let pool = ContenderPool(contenders, patience: Self.patience)
    defer { pool.end() }
    let runner = ContestRunner(
      pool, clock: clock, schedule: Schedule(seed: settings.seed), limits: settings.limits.after(clock.now() - start),
      budget: options.budget, progress: progress)
    let measured = runner.run(suite.cells, roofs: suite.roofs)
    let result = ContestResult(
      cells: choice.cells + suite.cells, entries: choice.entries + measured.entries, roofs: measured.roofs)
    let judgements = suite.requirements.map { Judgement($0, result) }
    let records = choice.records + records(contenders, pool)
    if options.printsText {
      try StandardOutput.print(
        ContestSuiteText(result, judgements, contenders: records, seconds: clock.now() - start).text)
    }
    if let target {
      let document = ContestDocument(
        suite: suite.kind.rawValue, suiteVersion: suite.kind.version, run: identity, settings: settings,
        interrupted: LiveContenders.isInterrupted, tool: .current, contenders: records, result: result,
        judgements: judgements, seconds: clock.now() - start)
      try target.write(try document.json())
    }
    try conclude(result)
  }

  /// Contenders choose their instruction sets themselves: one that is asked for must not be passed over in silence.
  private func refuseForcedSet() throws(CommandFailure) {
    guard ProcessInfo.processInfo.environment["LEONTIEF_ISA"] != nil else { return }
    throw CommandFailure(
      .usage, "LEONTIEF_ISA is set and the suite \(suite.kind.rawValue) chooses the instruction sets itself: unset it")
  }

  /// Longer than any answer takes: the slowest is the first of a table of 12 GB in a file, which is made and proved, too.
  private static let patience = 1800.0

  private static var tool: String { Bundle.main.executablePath ?? CommandLine.arguments[0] }

  private var progress: ProgressLine { options.quiet ? .silent : .standardError }

  private var wantsOpenBLAS: Bool { suite.cells.contains { $0.contenders.contains(Contestants.openblas) } }

  /// Those that were asked to take part.
  private func records(_ contenders: [Contender], _ pool: ContenderPool) -> [ContenderRecord] {
    contenders.compactMap { contender in
      let (engine, failure) = (pool.engines[contender.name], pool.failures[contender.name])
      return engine == nil && failure == nil ? nil : ContenderRecord(contender, engine: engine, failure: failure)
    }
  }

  private func conclude(_ result: ContestResult) throws(CommandFailure) {
    if LiveContenders.isInterrupted { throw CommandFailure(.interrupted, "interrupted") }
    guard let first = result.invalid.first else { return }
    throw CommandFailure(
      .numericalFailure,
      "\(result.invalid.count) of \(result.entries.count + result.roofs.count) results INVALID; \(first.cell) on \(first.contender): "
        + (first.state.reason ?? "a check failed"))
  }
}
