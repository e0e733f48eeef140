import BenchmarkHarness
import Leontief
import Workloads

/// Which kernels of OpenBLAS are the fastest here, by a short product on each that the library really has.
struct CoreTypeChoice {
  /// What to force; nil for the library's own choice.
  private(set) var coreType: String?
  /// What was measured to decide.
  private(set) var cells: [ContestCell] = []
  private(set) var entries: [ContestEntry] = []
  private(set) var records: [ContenderRecord] = []

  /// The library's own choice, without asking.
  init() {}

  init(tool: String, settings: ContestSettings, budget: MemoryBudget, progress: ProgressLine) {
    let contenders = Contestants.coreTypes(tool: tool, threads: settings.threads)
    let pool = ContenderPool(contenders, patience: 60)
    defer { pool.end() }
    let started = contenders.filter { pool.isPresent($0.name) }
    // The library's own choice need not be forced, too.
    let own = started.first { $0.identity == nil }.flatMap { pool.engines[$0.name]?.coreTypeDetected?.lowercased() }
    let present = started.filter { $0.identity == nil || $0.identity?.lowercased() != own }
    guard present.count > 1 else { return }
    let n = max(16, Int(2000 * min(1, settings.scale)))
    let problem = ContestProblem(kernel: "dgemm", n: n, seed: settings.seed)
    let model = GemmWorkload<Double>().model(sectors: n)
    let cell = ContestCell(
      id: "core-type-dgemm-n\(n)", problem: problem, model: model, contenders: present.map(\.name), roofs: [],
      bytesNeeded: 24 * n * n)
    let runner = ContestRunner(
      pool, clock: SystemClock(), schedule: Schedule(seed: settings.seed), limits: RunLimits(minRounds: 4, maxSeconds: 0),
      budget: budget, progress: progress)
    entries = runner.run([cell], roofs: []).entries
    cells = [cell]
    records = present.map { ContenderRecord($0, engine: pool.engines[$0.name], failure: pool.failures[$0.name]) }
    let times = entries.compactMap { entry in entry.statistics.map { (entry.contender, $0.median) } }
    let best = times.min { $0.1 < $1.1 }?.0
    coreType = present.first { $0.name == best }?.identity
  }
}
