import Leontief

/// Everything measured of one cell, in the order in which it was measured.
public struct CellMeasurement {
  public let cell: BenchmarkCell
  public private(set) var state: CellState
  /// The first run, which is not counted.
  public private(set) var coldSeconds: Double?
  public private(set) var samples: [Sample] = []
  /// The round of each sample.
  public private(set) var rounds: [Int] = []
  /// The canary's last reading before each sample, by its number; empty without a canary.
  public private(set) var readings: [Int] = []
  /// What the host's counters of energy went up by during each sample, restoring of inputs included, and how long that was; a
  /// sample for which they do not tell has none.
  public private(set) var energies: [(joules: Double, seconds: Double)] = []
  public private(set) var checks: [AnswerCheck] = []
  public private(set) var answerHash: UInt64?
  /// How often a run does the work of the model; nil for once.
  public private(set) var repetitions: Int?
  public private(set) var flags: Set<Flag> = []

  public enum Flag: String, Sendable {
    /// Two runs gave answers with different bits; all of them passed the checks.
    case answersDiffer = "answers_differ"
    /// Fewer samples than a good interval needs.
    case fewSamples = "few_samples"
    /// The canary found no state of the host in which enough samples were taken: all count.
    case hostUnsettled = "host_unsettled"
    /// Through the run a hypervisor gave time to others, a quota stopped the program, a processor slowed down to cool.
    case timeStolen = "time_stolen"
    case throttled
    case cooled
  }

  /// Samples wanted of every cell.
  public static let wantedSamples = 9

  init(_ cell: BenchmarkCell) {
    self.cell = cell
    state = cell.state
  }

  public var statistics: SampleStatistics? { state.isTimed ? SampleStatistics(samples.map(\.seconds)) : nil }

  /// The uncounted first run, and the checks of its answer.
  mutating func warmUp<Clock>(_ sampler: Sampler<Clock>) {
    attempt { measurement, task in measurement.coldSeconds = try sampler.once(task, on: measurement.cell.engine) }
  }

  mutating func sample<Clock>(_ sampler: Sampler<Clock>, round: Int, reading: Int?, energy: EnergyMeter?) {
    attempt { measurement, task in
      let (start, began) = (energy?.read(), sampler.clock.now())
      // Without memory for another place the old one will do.
      try? (task as? any RelocatableTask)?.relocate()
      measurement.samples.append(try sampler.sample(task, on: measurement.cell.engine))
      measurement.rounds.append(round)
      if let reading { measurement.readings.append(reading) }
      if let energy, let start, let end = energy.read(), let joules = energy.joules(from: start, to: end) {
        measurement.energies.append((joules, sampler.clock.now() - began))
      }
    }
  }

  /// No answer counts that was not checked: one with the bits of a checked answer is as good, any other is checked itself.
  private mutating func attempt(_ work: (inout CellMeasurement, any TimedTask) throws -> Void) {
    guard state.isTimed, let task = cell.task else { return }
    do {
      try work(&self, task)
      repetitions = (task as? any RepeatingTask)?.repetitions
      let hash = task.answerHash
      if hash == answerHash { return }
      if answerHash != nil { flags.insert(.answersDiffer) }
      answerHash = hash
      checks = try task.check()
      if let failed = checks.first(where: { !$0.passes }) { refuse(.invalid(failed.sentence)) }
    } catch {
      refuse(CellState(failure: error))
    }
  }

  /// An answer that is wrong has no time.
  private mutating func refuse(_ reason: CellState) {
    state = reason
    coldSeconds = nil
    samples = []
    rounds = []
    readings = []
    energies = []
    flags = []
  }

  mutating func finish() {
    if state.isTimed && samples.count < Self.wantedSamples { flags.insert(.fewSamples) }
  }
}
