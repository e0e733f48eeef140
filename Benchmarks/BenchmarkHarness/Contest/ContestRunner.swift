import Leontief

/// Runs the cells one after the other; in each, all contenders and the roofs take turns in rounds.
public final class ContestRunner<Clock: BenchmarkClock> {
  let pool: ContenderPool
  private let clock: Clock
  private let schedule: Schedule
  private let limits: RunLimits
  let budget: MemoryBudget
  private let progress: ProgressLine
  let isInterrupted: () -> Bool
  private let start: Double
  /// As they were made, and as they were measured under each cell.
  private var probes: [ContestEntry] = []
  private var roofs: [ContestEntry] = []

  public init(
    _ pool: ContenderPool, clock: Clock, schedule: Schedule, limits: RunLimits, budget: MemoryBudget,
    progress: ProgressLine = .silent, isInterrupted: @escaping () -> Bool = { LiveContenders.isInterrupted }
  ) {
    self.pool = pool
    self.clock = clock
    self.schedule = schedule
    self.limits = limits
    self.budget = budget
    self.progress = progress
    self.isInterrupted = isInterrupted
    start = clock.now()
  }

  public var elapsed: Double { clock.now() - start }

  /// The name of the contender that measures roofs.
  public static var roofContender: String { "roof" }

  /// Measures everything. An interruption leaves what is measured by then.
  public func run(_ cells: [ContestCell], roofs wanted: [ContestRoof]) -> (entries: [ContestEntry], roofs: [ContestEntry]) {
    probes = wanted.map { prepare($0) }
    for (index, roof) in wanted.enumerated() where roof.reader == nil { sample(&probes[index], round: nil) }
    var entries: [ContestEntry] = []
    var clockwork = ContestTime(cells, limits: limits, start: elapsed)
    for cell in cells {
      let end = clockwork.end(of: cell, now: elapsed)
      entries += measure(cell, until: end) { clockwork.text(cell, now: $0) }
      clockwork.finish(cell)
    }
    progress.clear()
    return (entries, roofs)
  }

  private func measure(_ cell: ContestCell, until end: Double, _ label: (Double) -> String) -> [ContestEntry] {
    progress.show("\(label(elapsed)): set-up")
    var current = prepare(cell)
    let under = probes.filter { cell.roofs.contains($0.cell) }.map { $0.measured(under: cell.id) }
    var (own, readings) = (under.filter(\.isProbe), under.filter { !$0.isProbe })
    var round = -1
    var lastRound = 0.0
    repeat {
      let roundStart = elapsed
      // The warm-up has an order of its own, so that the first round is the first of a balanced pair.
      let order =
        round < 0
        ? Schedule(seed: ~schedule.seed).order(round: 0, count: current.count)
        : schedule.order(round: round, count: current.count + own.count)
      for item in order where !isInterrupted() {
        progress.show("\(label(elapsed)): \(round < 0 ? "warm-up" : "round \(round + 1)")")
        if item < current.count {
          sample(&current[item], round: round < 0 ? nil : round, &readings)
        } else {
          sample(&own[item - current.count], round: round)
        }
      }
      lastRound = elapsed - roundStart
      round += 1
    } while mayBegin(round, lastRound, until: end, current)
    release(cell)
    if isInterrupted() { for index in current.indices { current[index].stop() } }
    keep(own + readings)
    return current
  }

  /// A probe that failed under one cell is not asked again under the next.
  private func keep(_ measured: [ContestEntry]) {
    roofs += measured
    for entry in measured where entry.isProbe && !entry.state.isTimed {
      for index in probes.indices where probes[index].cell == entry.cell { probes[index].refuse(entry.state) }
    }
  }

  private func mayBegin(_ round: Int, _ lastRound: Double, until end: Double, _ current: [ContestEntry]) -> Bool {
    guard !isInterrupted(), round < 1000, current.contains(where: { $0.state.isTimed }) else { return false }
    if round < limits.minRounds { return true }
    let isSettled = current.allSatisfy { entry in
      guard entry.state.isTimed else { return true }
      guard entry.seconds.count >= CellMeasurement.wantedSamples else { return false }
      return entry.statistics?.relativeHalfWidth.map { $0 <= limits.targetHalfWidth } ?? false
    }
    return !isSettled && elapsed + lastRound <= end
  }

  /// One turn of a probe.
  private func sample(_ entry: inout ContestEntry, round: Int?) {
    var none: [ContestEntry] = []
    sample(&entry, round: round, &none)
  }

  /// One turn, in which a contender may read what it works on, too. Threads of the contender before must sleep first.
  private func sample(_ entry: inout ContestEntry, round: Int?, _ readings: inout [ContestEntry]) {
    guard entry.state.isTimed, !isInterrupted() else { return }
    clock.pause(seconds: Self.settleSeconds)
    let (name, own) = (entry.contender, readings.indices.filter { readings[$0].contender == entry.contender })
    let request = ContenderRequest(
      .run, id: entry.cell, leastSeconds: Self.leastSeconds, readsOperand: own.isEmpty ? nil : true)
    do throws(ContenderFailure) {
      let reply = try pool.ask(name, request)
      entry.add(reply, round: round)
      for index in own {
        readings[index].add(reply.reading?.reply ?? .skipped("\(name) does not read its matrix by itself"), round: round)
      }
    } catch {
      // What an interruption broke off is not the contender's fault; its samples so far count.
      if !isInterrupted() { entry.refuse(.skipped(error.description)) }
    }
    if case .skipped = entry.state { for index in own { readings[index].refuse(entry.state) } }
  }

  /// OpenBLAS lets its threads spin for 0.1 s after a call, OpenMP's runtime for up to 0.2 s.
  private static var settleSeconds: Double { 0.22 }
  /// Short runs are repeated that long.
  private static var leastSeconds: Double { 0.05 }
}
