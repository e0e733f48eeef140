import Leontief

/// Measures cells in interleaved rounds: every cell that is not done yet gets one sample a round. Cells of one engine stand
/// together within a round, engines and cells in random order.
public final class BenchmarkRunner<Clock: BenchmarkClock> {
  public let clock: Clock
  public let quality: ClockQuality
  private let sampler: Sampler<Clock>
  private let schedule: Schedule
  private let limits: RunLimits
  private let progress: ProgressLine
  private let canary: (any Canary)?
  private let isInterrupted: () -> Bool
  private let energy: EnergyMeter?
  private let start: Double
  private var lastEngine: EngineDescription?
  private var lastReading: Double?
  /// What the canary did, in order.
  public private(set) var readings: [CanaryReading] = []

  /// Time begins to count here, so that set-up is part of the limit. Once `isInterrupted` no further sample begins.
  public init(
    clock: Clock, schedule: Schedule, limits: RunLimits, progress: ProgressLine = .silent, canary: (any Canary)? = nil,
    energy: EnergyMeter? = nil, isInterrupted: @escaping () -> Bool = { false }
  ) {
    self.clock = clock
    self.schedule = schedule
    self.limits = limits
    self.progress = progress
    (self.canary, self.energy, self.isInterrupted) = (canary, energy, isInterrupted)
    quality = ClockQuality(clock)
    sampler = Sampler(clock: clock, quality: quality)
    start = clock.now()
  }

  public var elapsed: Double { clock.now() - start }

  /// One uncounted run of each cell, then rounds. The results stand in the order of the cells.
  public func run(_ cells: [BenchmarkCell]) -> [CellMeasurement] {
    var measurements = cells.map(CellMeasurement.init)
    let groups = Self.groups(cells)
    // The warm-up has an order of its own, so that the first round is the first of a balanced pair.
    for index in Schedule(seed: ~schedule.seed).order(round: 0, groups: groups) where !isInterrupted() {
      progress.show("warm-up: \(label(cells[index]))")
      settle(before: cells[index].engine.description)
      measurements[index].warmUp(sampler)
    }
    var round = 0
    var lastRound = 0.0
    while mayBegin(round: round, lastRound: lastRound, measurements) {
      let roundStart = clock.now()
      measure(round: round, groups, &measurements)
      lastRound = clock.now() - roundStart
      round += 1
    }
    if round > 0 { readCanary(always: true) }
    for index in measurements.indices { measurements[index].finish() }
    progress.clear()
    return measurements
  }

  private func mayBegin(round: Int, lastRound: Double, _ measurements: [CellMeasurement]) -> Bool {
    guard !isInterrupted(), measurements.contains(where: { !limits.isSatisfied($0) }), round < Self.mostRounds else {
      return false
    }
    return round < limits.minRounds || elapsed + lastRound <= limits.maxSeconds
  }

  private func measure(round: Int, _ groups: [Int], _ measurements: inout [CellMeasurement]) {
    for index in schedule.order(round: round, groups: groups) where !limits.isSatisfied(measurements[index]) {
      if isInterrupted() { return }
      progress.show("round \(round + 1), \(Int(elapsed)) s: \(label(measurements[index].cell))")
      readCanary(always: false)
      settle(before: measurements[index].cell.engine.description)
      let reading = readings.isEmpty ? nil : readings.count - 1
      measurements[index].sample(sampler, round: round, reading: reading, energy: energy)
    }
  }

  /// Cells of equal engines have equal numbers.
  private static func groups(_ cells: [BenchmarkCell]) -> [Int] {
    cells.map { cell in cells.firstIndex { $0.engine.description == cell.engine.description } ?? 0 }
  }

  /// The canary's turn: before the first sample, whenever some time has passed since the last one, and at the end.
  private func readCanary(always: Bool) {
    guard let canary else { return }
    if !always, let lastReading, clock.now() - lastReading < Self.canarySeconds { return }
    settle(before: canary.engine)
    readings.append(canary.measure())
    lastReading = clock.now()
  }

  /// Threads of a library go on spinning for a while after a call. Another engine's sample waits until they sleep.
  private func settle(before engine: EngineDescription) {
    if let lastEngine, lastEngine != engine { clock.pause(seconds: Self.settleSeconds) }
    lastEngine = engine
  }

  /// Disturbances are seen that last about as long.
  static var canarySeconds: Double { 0.5 }

  /// OpenBLAS lets its threads spin for 2²⁸ ticks of the processor's time stamp counter: about 0.1 s.
  static var settleSeconds: Double { 0.12 }

  private func label(_ cell: BenchmarkCell) -> String { "\(cell.id) on \(cell.engine.description.name)" }

  /// Bounds the run under a clock that stands still.
  private static var mostRounds: Int { 10_000 }
}
