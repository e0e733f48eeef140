import Leontief

/// Runs two sides against each other: in every generation a fresh process of each, in every round of it all cells in random
/// order, and of each cell both sides one right after the other. While one side works the other is stopped.
public final class PairedRunner<Clock: BenchmarkClock> {
  let sides: [Contender]
  private let clock: Clock
  let schedule: Schedule
  let order: PairedOrder
  private let maxSeconds: Double
  private let rule: PairedRule
  private let budget: MemoryBudget
  let progress: ProgressLine
  let isInterrupted: () -> Bool
  private let start: Double
  var measurements: [PairedMeasurement]
  /// What each side said it is, and why it could not take part.
  public internal(set) var engines: [String: EngineRecord] = [:]
  public internal(set) var failures: [String: String] = [:]
  public internal(set) var generations = 0

  /// `sides`: A and B, so named.
  public init(
    _ sides: [Contender], cells: [PairedCell], clock: Clock, schedule: Schedule, maxSeconds: Double, rule: PairedRule,
    budget: MemoryBudget, progress: ProgressLine = .silent, isInterrupted: @escaping () -> Bool = { LiveContenders.isInterrupted }
  ) {
    precondition(sides.map(\.name) == PairedSide.allCases.map(\.name), "two sides, a and b")
    (self.sides, self.clock, self.schedule, self.maxSeconds) = (sides, clock, schedule, maxSeconds)
    (self.rule, self.budget, self.progress, self.isInterrupted) = (rule, budget, progress, isInterrupted)
    order = PairedOrder(seed: schedule.seed)
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
  var open: [Int] { measurements.indices.filter { measurements[$0].isTimed && !measurements[$0].isDecided } }

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
}
