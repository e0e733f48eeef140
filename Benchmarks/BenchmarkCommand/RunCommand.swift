import ArgumentParser
import BenchmarkHarness
import CommandLineSupport
import Leontief
import Workloads

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Measure a suite on every engine, interleaved, and check every answer.",
    discussion: """
      Every cell gets --min-rounds samples of at least 10 ms; more follow until --max-seconds are over.
      --suite kernels holds the Swift kernels against OpenBLAS with its fastest core type, OpenBLAS forced to Haswell, NumPy \
      and SciPy (python3, optional) and against the multiply-add peak and the read bandwidth measured in the same run. Every \
      engine is a process of its own; verdicts do not change the exit status, wrong answers do. A row that is not met says \
      why, as far as that was measured.
      --suite solvers holds the solvers against NumPy and SciPy in the same way, and against the time to read A once: from A \
      in memory to an answer that is proved to 1e-12 in every component. --large adds a table that is larger than memory may be.
      """)

  @OptionGroup var suite: SuiteOptions
  @OptionGroup var engines: EngineChoice
  @OptionGroup var options: ReportOptions
  @Option(help: "Samples of every cell at least, even beyond --max-seconds. Default: 9; 6 for kernels and solvers.")
  var minRounds: Int?
  @Option(help: "Seconds after which no further round begins. Default: 60; 600 for kernels and solvers.")
  var maxSeconds: Double?
  @Option(help: "Seed of the problems and of the order of measurement.")
  var seed: UInt64 = 1

  func validate() throws {
    if let minRounds, !(1...1000).contains(minRounds) {
      throw ValidationError("--min-rounds takes a number from 1 to 1000, not \(minRounds)")
    }
    if let maxSeconds, !(maxSeconds >= 0 && maxSeconds.isFinite) {
      throw ValidationError("--max-seconds takes a number of seconds, not \(maxSeconds)")
    }
    if let contest = suite.contest, !engines.engine.isEmpty || engines.isa != nil {
      throw ValidationError("--engine and --isa are for the suite quick; \(contest.rawValue) chooses the engines itself")
    }
  }

  /// Nine samples let one cell of the suite quick be told to be slower alone: six cannot, among fourteen.
  private var limits: RunLimits {
    let isQuick = suite.contest == nil
    return RunLimits(
      minRounds: minRounds ?? (isQuick ? CellMeasurement.wantedSamples : 6), maxSeconds: maxSeconds ?? (isQuick ? 60 : 600))
  }

  func run() throws {
    if let kind = suite.contest {
      return try ContestSuiteRun(kind, suite: suite, threads: engines.threads, options: options, limits: limits, seed: seed)
        .run()
    }
    let run = RunIdentity()
    let progress = options.quiet ? ProgressLine.silent : .standardError
    let target: ReportTarget? = if let json = options.json { try ReportTarget(path: json) } else { nil }
    let runner = BenchmarkRunner(
      clock: SystemClock(), schedule: Schedule(seed: seed), limits: limits.after(RoofMeasurement.seconds), progress: progress)
    let engines = try engines.select()
    showNotes(engines)
    var plan = SuitePlan(suite.selected, engines: engines, seed: seed, budget: options.budget, progress: progress)
    let host = HostRecord()
    let roofs = RoofMeasurement(engines, budget: options.budget, progress: progress)
    let measurements = runner.run(plan.makeCells())
    var document = ResultDocument(
      suite: suite.selected.name, suiteVersion: suite.selected.version, generator: SyntheticEconomy.generator, run: run,
      seconds: runner.elapsed, seed: seed,
      limits: limits, tool: .current, host: host, calibration: runner.quality, engines: engines.map(EngineRecord.init),
      cells: measurements.map(CellRecord.init))
    document.add(roofs.concluded())
    if options.printsText { try StandardOutput.print(ResultText(measurements, engines: engines, document).text) }
    if let target { try target.write(try document.json()) }
    try refuseInvalid(measurements)
  }

  private func showNotes(_ engines: [Engine]) {
    guard !options.quiet else { return }
    for note in engines.flatMap(\.notes) { StandardError.write("note: \(note)") }
  }

  private func refuseInvalid(_ measurements: [CellMeasurement]) throws(CommandFailure) {
    let invalid = measurements.filter(\.state.isInvalid)
    guard let first = invalid.first else { return }
    throw CommandFailure(
      .numericalFailure,
      "\(invalid.count) of \(measurements.count) cells INVALID; \(first.cell.id) on \(first.cell.engine.description.name): "
        + (first.state.reason ?? "a check failed"))
  }
}

extension ToolRecord {
  /// This program.
  static var current: ToolRecord {
    let tool = ToolDescription(name: "leontief-bench")
    return ToolRecord(
      name: tool.name, version: tool.version, swift: tool.swift, buildMode: tool.build, program: ELFFile(path: "/proc/self/exe"))
  }
}
