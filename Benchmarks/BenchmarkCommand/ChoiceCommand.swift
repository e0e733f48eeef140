import ArgumentParser
import BenchmarkHarness
import CommandLineSupport
import Leontief
import Workloads

struct ChoiceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "choice",
    abstract: "Hold the method that 'leontief solve' takes by itself against the best of all methods.",
    discussion: """
      Every method is prepared and solved on synthetic tables, dense and sparse, or on yours (--table), for each number of \
      right-hand sides and of threads, in turn. Shown are how much longer than the best the one taken was, and how far the \
      predicted seconds were off. Runs over 2.5 times as long as the quickest are broken off, and methods over twice as \
      long are run once. The sparse elimination, which cannot be broken off, is tried on tables up to \
      \(Int(ChoiceMethod.mostSparse * 100)) % full.
      """)

  @Option(
    help: ArgumentHelp("A table instead of the synthetic ones, whatever --sectors says. May be repeated.", valueName: "table"))
  var table: [String] = []
  @Option(help: "Largest number of sectors of the synthetic tables.")
  var sectors = 5000
  @Option(help: ArgumentHelp("Right-hand sides, separated by commas.", valueName: "list"))
  var rightHandSides = CountList(ChoiceTablePlan.standardRightHandSides)
  @Option(
    help: ArgumentHelp("Threads, separated by commas. Default: 1 and the cores this process may use.", valueName: "list"))
  var threads: CountList?
  @Option(help: "Samples of every method.")
  var rounds = 5
  @Option(help: "Seed of the problems and of the order of measurement.")
  var seed: UInt64 = 1
  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard (1...1000).contains(rounds) else { throw ValidationError("--rounds takes a number from 1 to 1000, not \(rounds)") }
    guard sectors >= 1 else { throw ValidationError("--sectors takes a positive number, not \(sectors)") }
    if let threads, let wrong = threads.counts.first(where: { $0 > Team.mostThreads }) {
      throw ValidationError("--threads takes numbers from 1 to \(Team.mostThreads), not \(wrong)")
    }
    if table.isEmpty, plans.isEmpty {
      throw ValidationError("--sectors \(sectors) leaves no table: the smallest has \(Self.leastSectors)")
    }
  }

  private static var leastSectors: Int { ChoiceTablePlan.standard.map(\.shape.count).min() ?? 0 }

  private var plans: [ChoiceTablePlan] { ChoiceTablePlan.standard.filter { $0.shape.count <= sectors } }

  func run() throws {
    let identity = RunIdentity()
    let target: ReportTarget? = if let json = options.json { try ReportTarget(path: json) } else { nil }
    let clock = SystemClock()
    let start = clock.now()
    let (outcomes, omissions) = try measureAll()
    guard !outcomes.isEmpty else {
      throw CommandFailure(.usage, "no table has as many sectors as --right-hand-sides \(rightHandSides): give fewer")
    }
    let seconds = clock.now() - start
    if options.printsText { try StandardOutput.print(ChoiceText(outcomes, omissions, seconds: seconds).text) }
    if let target {
      try target.write(
        try ChoiceDocument(outcomes, omissions, run: identity, seed: seed, rounds: rounds, seconds: seconds).json())
    }
    try refuseInvalid(outcomes)
  }

  private func measureAll() throws -> ([ChoiceOutcome], [ChoiceOmission]) {
    let counts = threads?.counts ?? [1, HostProcessor.current.usableProcessors]
    let engines = CountList(counts).counts.map { Engine.select(threads: $0) }
    var (outcomes, omissions) = ([ChoiceOutcome](), [ChoiceOmission]())
    func measureEach(_ table: ChoiceTable) {
      let (possible, omission) = ChoiceOmission.split(rightHandSides.counts, table)
      omissions += omission.map { [$0] } ?? []
      outcomes += engines.flatMap { engine in possible.map { measure(table, rightHandSides: $0, engine) } }
    }
    if table.isEmpty {
      for plan in plans {
        progress.show("set-up: \(plan.name)")
        try options.budget.reserve(plan.bytesNeeded, for: "the table \(plan.name)")
        measureEach(try ChoiceTable(plan, seed: seed, on: engines[0]))
      }
    }
    for path in table {
      progress.show("set-up: \(path)")
      measureEach(try ChoiceTable(path: path, on: engines[0], budget: options.budget))
    }
    progress.clear()
    return (outcomes, omissions)
  }

  private func measure(_ table: ChoiceTable, rightHandSides m: Int, _ engine: Engine) -> ChoiceOutcome {
    let budget = options.budget
    let problem = ChoiceProblem(table, rightHandSides: m, on: engine, budget: budget)
    let runner = BenchmarkRunner(
      clock: SystemClock(), schedule: Schedule(seed: seed), limits: RunLimits(minRounds: rounds, maxSeconds: 0),
      progress: progress)
    return ChoiceOutcome(problem, runner.run(problem.cells(budget: budget)))
  }

  private var progress: ProgressLine { options.quiet ? .silent : .standardError }

  private func refuseInvalid(_ outcomes: [ChoiceOutcome]) throws(CommandFailure) {
    let invalid = outcomes.flatMap(\.measurements).filter(\.state.isInvalid)
    guard let first = invalid.first else { return }
    throw CommandFailure(
      .numericalFailure, "\(invalid.count) answers INVALID; \(first.cell.id): \(first.state.reason ?? "a check failed")")
  }
}

/// Positive numbers as people write them: 1,4,16. Each once.
struct CountList: ExpressibleByArgument, CustomStringConvertible {
  let counts: [Int]

  init(_ counts: [Int]) { self.counts = counts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard !parts.isEmpty, numbers.count == parts.count, numbers.allSatisfy({ $0 >= 1 }) else { return nil }
    self.init(numbers)
  }

  var description: String { counts.map(String.init).joined(separator: ",") }

  var defaultValueDescription: String { description }
}
