import Leontief

/// Runs two sides against each other: in every generation a fresh process of each, in every round of it all cells in random
/// order, and of each cell both sides one right after the other. While one side works the other is stopped.
public final class PairedRunner<Clock: BenchmarkClock> {
  private let sides: [Contender]
  private let clock: Clock
  private let schedule: Schedule
  private let maxSeconds: Double
  private let rule: PairedRule
  private let budget: MemoryBudget
  private let progress: ProgressLine
  private let isInterrupted: () -> Bool
  private let start: Double
  private var measurements: [PairedMeasurement]
  /// What each side said it is, and why it could not take part.
  public private(set) var engines: [String: EngineRecord] = [:]
  public private(set) var failures: [String: String] = [:]
  public private(set) var generations = 0

  /// `sides`: A and B, so named.
  public init(
    _ sides: [Contender], cells: [PairedCell], clock: Clock, schedule: Schedule, maxSeconds: Double, rule: PairedRule,
    budget: MemoryBudget, progress: ProgressLine = .silent, isInterrupted: @escaping () -> Bool = { LiveContenders.isInterrupted }
  ) {
    precondition(sides.map(\.name) == PairedSide.allCases.map(\.name), "two sides, a and b")
    (self.sides, self.clock, self.schedule, self.maxSeconds) = (sides, clock, schedule, maxSeconds)
    (self.rule, self.budget, self.progress, self.isInterrupted) = (rule, budget, progress, isInterrupted)
    measurements = cells.map(PairedMeasurement.init)
    start = clock.now()
  }

  public var elapsed: Double { clock.now() - start }

  /// Generations until every cell is decided, the last look is over or time is out. What was measured by then is judged.
  public func run() -> [PairedMeasurement] {
    reserve()
    var looks = rule.looks
    var longest = 0.0
    while !open.isEmpty, !isInterrupted(), failures.isEmpty, let next = looks.first {
      let begin = elapsed
      if generations >= PairedRule.leastGenerations, begin + longest > maxSeconds { break }
      measureGeneration()
      longest = max(longest, elapsed - begin)
      if generations == next {
        looks.removeFirst()
        judge()
      }
    }
    judge()
    progress.clear()
    return measurements
  }

  /// The cells that are still measured, by their numbers.
  private var open: [Int] { measurements.indices.filter { measurements[$0].isTimed && !measurements[$0].isDecided } }

  /// All problems are in memory at once, of two processes.
  private func reserve() {
    var total = 0
    for index in measurements.indices {
      let cell = measurements[index].cell
      let (bytes, overflow) = cell.bytesNeeded.multipliedReportingOverflow(by: 2)
      let (sum, more) = total.addingReportingOverflow(bytes)
      do throws(MemoryRefusal) {
        try budget.reserve(overflow || more ? .max : sum, for: "\(cell.id) in two processes, after what is in memory already,")
        total = sum
      } catch { refuse(index, .skipped("memory: \(error)")) }
    }
  }

  private func refuse(_ index: Int, _ state: CellState) {
    for side in PairedSide.allCases { measurements[index].sides[side.rawValue].refuse(state) }
  }

  /// Cells that were decided at an earlier look stay so.
  private func judge() {
    for index in measurements.indices where measurements[index].isTimed && !measurements[index].isDecided {
      let judgement = PairedJudgement(measurements[index].effects, rule: rule)
      measurements[index].judgement = judgement
      measurements[index].isDecided = judgement.map { $0.verdict != .inconclusive } ?? false
    }
  }

  private func measureGeneration() {
    let pool = ContenderPool(sides, patience: Self.patience)
    defer { pool.end() }
    label("set-up")
    for side in sides where !pool.isPresent(side.name) {
      if !isInterrupted() { failures[side.name] = pool.failures[side.name] ?? "it does not run" }
    }
    engines.merge(pool.engines) { $1 }
    guard failures.isEmpty, !isInterrupted() else { return }
    prepare(pool)
    for side in PairedSide.allCases { pool.freeze(side.name) }
    for k in 0..<PairedMeasurement.roundsOfGeneration {
      let round = generations * PairedMeasurement.roundsOfGeneration + k
      label("generation \(generations + 1), \(open.count) of \(measurements.count) cells open")
      for index in schedule.order(round: round, count: measurements.count) where open.contains(index) {
        let first = firstSide(index, round)
        for side in [first, first.other] { sample(pool, index, side, round: round) }
      }
    }
    // What an interruption breaks off is no generation.
    if !isInterrupted() { generations += 1 }
  }

  /// By lot, and the sides in turns through the rounds of a generation.
  private func firstSide(_ index: Int, _ round: Int) -> PairedSide {
    let pair = round / PairedMeasurement.roundsOfGeneration
    var generator = SplitMix64(seed: schedule.seed, stream: "first side \(pair) \(index)")
    let lot = Int(generator.next(below: 2))
    return (lot + round).isMultiple(of: 2) ? .a : .b
  }

  /// Both sides make their problems and solve each once, at the same time: that is not timed, and checked.
  private func prepare(_ pool: ContenderPool) {
    for index in open {
      let cell = measurements[index].cell
      ask(pool, index) { _ in ContenderRequest(.prepare, id: cell.id, problem: cell.problem) }
      ask(pool, index) { _ in ContenderRequest(.run, id: cell.id, leastSeconds: 0) }
    }
  }

  private func ask(_ pool: ContenderPool, _ index: Int, _ request: (PairedSide) -> ContenderRequest) {
    guard canWork(pool, index) else { return }
    var sent: [PairedSide] = []
    for side in PairedSide.allCases {
      attempt(index, side) { () throws(ContenderFailure) in
        try pool.send(side.name, request(side))
        sent.append(side)
      }
    }
    for side in sent {
      attempt(index, side) { () throws(ContenderFailure) in
        let reply = try pool.receive(side.name)
        if let reason = reply.skipped { measurements[index].sides[side.rawValue].refuse(.skipped(reason)) }
        if let reason = reply.invalid { measurements[index].sides[side.rawValue].refuse(.invalid(reason)) }
        if reply.seconds != nil { measurements[index].sides[side.rawValue].add(reply, round: nil) }
      }
    }
  }

  /// A process that died in another cell is missing for the rest of its generation.
  private func canWork(_ pool: ContenderPool, _ index: Int) -> Bool {
    measurements[index].isTimed && !isInterrupted() && PairedSide.allCases.allSatisfy { pool.isRunning($0.name) }
  }

  /// A failure is the side's in this cell, unless an interruption made it.
  private func attempt(_ index: Int, _ side: PairedSide, _ work: () throws(ContenderFailure) -> Void) {
    do throws(ContenderFailure) { try work() } catch {
      if !isInterrupted() { measurements[index].sides[side.rawValue].refuse(.skipped(error.description)) }
    }
  }

  private func sample(_ pool: ContenderPool, _ index: Int, _ side: PairedSide, round: Int) {
    guard canWork(pool, index) else { return }
    let cell = measurements[index].cell
    let slowdown = side == .b ? cell.slowdown : nil
    pool.thaw(side.name)
    attempt(index, side) { () throws(ContenderFailure) in
      let request = ContenderRequest(.run, id: cell.id, leastSeconds: Self.leastSeconds, slowdown: slowdown)
      measurements[index].sides[side.rawValue].add(try pool.ask(side.name, request), round: round)
    }
    pool.freeze(side.name)
  }

  private func label(_ text: String) { progress.show("\(Int(elapsed)) s: \(text)") }

  /// Short runs are repeated that long.
  private static var leastSeconds: Double { 0.03 }
  /// Longer than the set-up of any problem in memory takes.
  private static var patience: Double { 600 }
}
