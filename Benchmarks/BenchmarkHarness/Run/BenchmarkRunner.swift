import Leontief

/// Measures cells in interleaved rounds: every cell that is not done yet gets one sample a round.
public final class BenchmarkRunner<Clock: BenchmarkClock> {
  public let clock: Clock
  public let quality: ClockQuality
  private let sampler: Sampler<Clock>
  private let schedule: Schedule
  private let limits: RunLimits
  private let progress: ProgressLine
  private let start: Double
  private var lastEngine: EngineDescription?

  /// Time begins to count here, so that set-up is part of the limit.
  public init(clock: Clock, schedule: Schedule, limits: RunLimits, progress: ProgressLine = .silent) {
    self.clock = clock
    self.schedule = schedule
    self.limits = limits
    self.progress = progress
    quality = ClockQuality(clock)
    sampler = Sampler(clock: clock, quality: quality)
    start = clock.now()
  }

  public var elapsed: Double { clock.now() - start }

  /// One uncounted run of each cell, then rounds. The results stand in the order of the cells.
  public func run(_ cells: [BenchmarkCell]) -> [CellMeasurement] {
    var measurements = cells.map(CellMeasurement.init)
    // The warm-up has an order of its own, so that the first round is the first of a balanced pair.
    for index in Schedule(seed: ~schedule.seed).order(round: 0, count: cells.count) {
      progress.show("warm-up: \(label(cells[index]))")
      settle(before: cells[index].engine)
      measurements[index].warmUp(sampler)
    }
    var round = 0
    var lastRound = 0.0
    while mayBegin(round: round, lastRound: lastRound, measurements) {
      let roundStart = clock.now()
      measure(round: round, &measurements)
      lastRound = clock.now() - roundStart
      round += 1
    }
    for index in measurements.indices { measurements[index].finish() }
    progress.clear()
    return measurements
  }

  private func mayBegin(round: Int, lastRound: Double, _ measurements: [CellMeasurement]) -> Bool {
    guard measurements.contains(where: { !limits.isSatisfied($0) }), round < Self.mostRounds else { return false }
    return round < limits.minRounds || elapsed + lastRound <= limits.maxSeconds
  }

  private func measure(round: Int, _ measurements: inout [CellMeasurement]) {
    for index in schedule.order(round: round, count: measurements.count) where !limits.isSatisfied(measurements[index]) {
      progress.show("round \(round + 1), \(Int(elapsed)) s: \(label(measurements[index].cell))")
      settle(before: measurements[index].cell.engine)
      measurements[index].sample(sampler, round: round)
    }
  }

  /// Threads of a library go on spinning for a while after a call. Another engine's sample waits until they sleep.
  private func settle(before engine: Engine) {
    if let lastEngine, lastEngine != engine.description { clock.pause(seconds: Self.settleSeconds) }
    lastEngine = engine.description
  }

  /// OpenBLAS lets its threads spin for 2²⁸ ticks of the processor's time stamp counter: about 0.1 s.
  static var settleSeconds: Double { 0.12 }

  private func label(_ cell: BenchmarkCell) -> String { "\(cell.id) on \(cell.engine.description.name)" }

  /// Bounds the run under a clock that stands still.
  private static var mostRounds: Int { 10_000 }
}
