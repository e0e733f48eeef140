import ArgumentParser
import BenchmarkHarness
import CommandLineSupport
import Leontief
import Workloads

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Measure a suite on every engine, interleaved, and check every answer.",
    discussion: """
      Every cell gets --min-rounds samples of at least 10 ms; more follow until --max-seconds are over. The suite quick runs in \
      --processes processes, one after the other: memory and threads lie elsewhere in each. With --target it ends sooner, when \
      every cell's interval is as narrow, else more processes follow; no comparison has a part in that, so verdicts are as \
      good as without. With --threads 1,2,max cells of every number of threads stand between each other in one run, for the \
      speed-ups that 'report' draws and 'compare' holds side by side. A canary, work that never changes, is timed between the \
      samples; those around which the host was in another state than for most of the run are left out. Where less than half of \
      a cell's samples would remain, or of three processes or more fewer than three, or no state holds half of a run, all \
      count, and the cell has the flag host_unsettled. Time that a hypervisor or a quota took is told in flags, and above 5 % \
      makes all cells SUBOPTIMAL. \
      Ctrl-C lets the running sample end and writes what was measured; a second one ends at once.
      --suite standard and --suite full measure the same way, 1 GiB of problems of one size in processes of their own that take \
      turns, from 5,000 sectors on every problem in one. What does not fit memory or --max-seconds, and what dies unmeasured, is \
      SKIPPED with its reason, and no failure of the run. What dies later keeps what it has, with the reason; the others go on, \
      and the exit status is that of the death: 5 after a signal, else the process's own.
      --suite kernels holds the Swift kernels against OpenBLAS with its fastest core type, OpenBLAS forced to Haswell, NumPy \
      and SciPy (python3, optional) and against the multiply-add peak and the time to read the same matrix, measured in the \
      same round: figures are medians over the rounds, with the interval that holds them with 95 % probability. Every engine \
      is a process of its own; verdicts do not change the exit status, wrong answers do. A row that is not met says why, as \
      far as that was measured.
      --suite solvers holds the solvers against NumPy and SciPy in the same way, and against the time to read A once: from A \
      in memory to an answer that is proved to 1e-12 in every component. --large adds a table that is larger than memory may be.
      """)

  @OptionGroup var suite: SuiteOptions
  @OptionGroup var engines: EngineChoice
  @OptionGroup var options: ReportOptions
  @Option(help: "Samples of every cell at least, even beyond --max-seconds. Default: 9; 6 for kernels and solvers.")
  var minRounds: Int?
  @Option(help: "Seconds after which no further round begins. Default: 60 for quick, 3600 for full, else 600.")
  var maxSeconds: Double?
  @Option(
    help: """
      Percent: measure until half of the 95 % interval of every cell is at most this part of its median, or --max-seconds are \
      over. Default: 2 for kernels and solvers; for quick none, all the time is used.
      """)
  var target: Double?
  @Option(help: "quick, standard, full: processes over which samples are spread, at most --min-rounds. Default: 5; else 3.")
  var processes: Int?
  @Option(help: "Seed of the problems and of the order of measurement.")
  var seed: UInt64 = 1
  @Option(
    help: ArgumentHelp(
      """
      quick, standard, full, for tests: spoil one element of this cell's answers by four times what its checks may let pass, \
      or by the least there is where answers are exact, which must be found.
      """, valueName: "cell"))
  var injectFault: String?
  /// The number of this process in a run of several.
  @Option(help: .private)
  var part: Int?
  /// That process ends once there is such a file.
  @Option(help: .private)
  var stopFile: String?
  /// The run whose cells and threads these are.
  @Option(help: .private)
  var replayOf: String?

  func validate() throws { try validateLimits() }

  func run() throws { try run { _ in } }

  /// `check`: looks at the document once it is written. Errors: also what it throws.
  func run(_ check: (ResultDocument) throws -> Void) throws {
    if let kind = suite.contest {
      let threads = engines.threadCounts.first
      return try ContestSuiteRun(kind, suite: suite, threads: threads, options: options, limits: limits, seed: seed)
        .run()
    }
    let progress = options.quiet ? ProgressLine.silent : .standardError
    let target: ReportTarget? = if let json = options.json { try ReportTarget(path: json) } else { nil }
    let engines = try engines.select()
    if part != nil {
      guard let target else { throw CommandFailure(.usage, "--part needs --json") }
      return try target.write(try SuitePart(self, suite.ownGroup, engines: engines).document().json())
    }
    showNotes(engines)
    let roofs = RoofMeasurement(engines, budget: options.budget, progress: progress)
    let before = ProcessorTimes(SystemFiles())
    var (document, failure) = try measure(engines, progress)
    document.add(InterferenceRecord(from: before, to: ProcessorTimes(SystemFiles())))
    document.add(document.interrupted == true ? roofs.begun : roofs.concluded())
    document.limits = limits
    if options.printsText { try StandardOutput.print(ResultText(document, engines: engines).text) }
    if let target { try target.write(try document.json()) }
    try check(document)
    if let failure { throw failure }
    try refuseInvalid(document.cells)
  }

  /// An emulator would start the processes of an emulated run on the real processor: it stays in this one.
  private func measure(
    _ engines: [Engine], _ progress: ProgressLine
  ) throws -> (document: ResultDocument, failure: CommandFailure?) {
    if HostProcessor.isEmulated { return (try measureHere(engines), nil) }
    let limits = limits.after(RoofMeasurement.seconds)
    let (suite, count) = (suite.selected, processes ?? suite.selected.habits.processes)
    guard suite.isDivided else {
      return try RunParts(arguments: childArguments, limits: limits, processes: count, progress: progress).run()
    }
    let groups = RunGroup.all(suite, of: self, engines: engines, limits: limits, processes: count)
    return try GroupedRun(groups, limits: limits, progress: progress).run()
  }

  /// One group after the other, each with as much of the time as its cells are expected to take of that of all.
  private func measureHere(_ engines: [Engine]) throws -> ResultDocument {
    let (identity, clock) = (RunIdentity(), SystemClock())
    let begin = clock.now()
    let groups = RunGroup.all(suite.selected, of: self, engines: engines, limits: limits, processes: 1)
    var pieces = try RunTurn.all(groups, minRounds: limits.minRounds).map { turn in
      var part = self
      part.maxSeconds = max(0, limits.maxSeconds * turn.end - (clock.now() - begin))
      let document = try SuitePart(part, groups[turn.group].suite, engines: engines).document()
      return RunPiece(group: turn.group, process: 0, document: document)
    }
    for (index, group) in groups.enumerated() {
      if let refusal = group.refusal { pieces.append(RunPiece(group: index, process: 0, document: group.skipped(refusal))) }
    }
    let document = ResultDocument(pieces: pieces, run: identity, seconds: clock.now() - begin, limits: limits)
    guard let document else { throw CommandFailure(.usage, "there is no cell to measure") }
    return document
  }

  /// This command for one of its processes, without limits and files.
  var childArguments: [String] {
    var arguments = ["run", "--suite", suite.suite, "--seed", "\(seed)", "--quiet"]
    if let sizes = suite.sizes { arguments += ["--sizes", sizes.shapes.map(\.description).joined(separator: ",")] }
    if let only = suite.only { arguments += ["--only", only] }
    for name in engines.engine { arguments += ["--engine", name] }
    if let threads = engines.threads { arguments += ["--threads", threads] }
    if let isa = engines.isa { arguments += ["--isa", isa] }
    if let memory = options.memory { arguments += ["--memory", "\(memory.bytes)"] }
    if let replayOf { arguments += ["--replay-of", replayOf] }
    if let injectFault { arguments += ["--inject-fault", injectFault] }
    return arguments
  }
}
