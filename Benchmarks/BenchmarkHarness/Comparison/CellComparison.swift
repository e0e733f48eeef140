/// One cell of two runs.
public struct CellComparison: Sendable {
  public struct Side: Sendable, Equatable {
    public let median: Double
    public let count: Int
    public let threads: Int
    /// Cores on which so many threads can be; nil where the host does not tell.
    public let cores: Int?
    /// From which the samples come that count.
    public let processes: Int
    /// Of a run; nil where the host has no counter.
    public let energyJ: Double?
  }

  public let key: CellKey
  public let use: Use
  public let base: Side
  public let other: Side
  /// How many times as fast as the base the other is by the medians, and by the lower quartiles of the times, with their draws.
  public let speed: QuantileRatio
  public let lowerQuartile: QuantileRatio
  public let test: MannWhitney
  public private(set) var adjustedP: Double
  private var finding = SpeedFinding.undecided
  /// What two runs of one program may differ by, as a fraction (see `Resolution`); nil where a side has under three processes.
  public let resolution: Double?
  /// The same of their lower quartiles.
  public let lowerQuartileResolution: Double?
  /// By what the host changed between the runs, as far as such work goes with it.
  private(set) var change = 0.0
  /// What a difference must lie beyond: that, and what the runs drift by.
  private(set) var floor = 0.0
  private let roof: Roof
  /// Only samples count that both runs took in the same state of their host, which most of the time was in different ones.
  public private(set) var isMatched = false
  private let energyRatio: Result<Double, EnergyGap>

  /// Every comparison draws alike, so that anybody can repeat it.
  public static let seed: UInt64 = 1

  /// A run and its cell.
  typealias Place = (run: ComparedRun, cell: CellRecord)

  /// Nil where a side has no statistics, or a time that is not positive.
  private init?(_ key: CellKey, _ first: Place, _ second: Place) {
    let (base, other) = (first.cell, second.cell)
    let (processes, others) = (base.countedByProcess, other.countedByProcess)
    guard base.stats != nil, other.stats != nil,
      let ratios = SampleRatios(processes, over: others, seed: Self.seed, stream: key.text),
      let test = MannWhitney(base.counted, other.counted)
    else { return nil }
    guard let side = Side(first, processes.count), let otherSide = Side(second, others.count) else { return nil }
    (self.key, use, self.base, self.other) = (key, Use(base), side, otherSide)
    energyRatio = EnergyParts.ratio(first, second)
    (speed, lowerQuartile, self.test, roof) = (ratios.medians, ratios.lowerQuartiles, test, base.model.roof)
    adjustedP = test.p
    resolution = Resolution.measured(speed.interval, processes: (processes.count, others.count))
    lowerQuartileResolution = Resolution.measured(lowerQuartile.interval, processes: (processes.count, others.count))
  }

  /// The same where the host changed between the runs: of samples in a common state, if there are enough.
  init?(_ key: CellKey, _ base: Place, _ other: Place, in state: CommonState?) {
    let matched = state?.matched(base.cell, other.cell)
    self.init(key, (base.run, matched?.base ?? base.cell), (other.run, matched?.other ?? other.cell))
    isMatched = matched != nil
  }

  /// `drift`: of the runs; `change`: of the host between them.
  mutating func judge(adjustedP: Double, _ rule: ComparisonRule, drift: Double, change: HostChange?) {
    (self.adjustedP, self.change) = (adjustedP, change?.under(roof) ?? 0)
    floor = max(drift, self.change)
    finding = rule.finding(
      SpeedEvidence(
        medians: SpeedEstimate(ratio: speed.estimate, interval: speed.interval, resolution: resolution),
        lowerQuartiles: SpeedEstimate(
          ratio: lowerQuartile.estimate, interval: lowerQuartile.interval, resolution: lowerQuartileResolution),
        p: adjustedP, samples: samples, drift: floor))
  }

  public var verdict: SpeedVerdict { finding.verdict }
  /// The fraction within which the speeds are the same, and why they are; nil where that is not the verdict.
  public var sameWithin: Double? { finding.sameWithin }
  public var sameBy: SamenessGround? { finding.sameBy }

  /// Whether the interval holds a slowdown above an effect.
  public func mayBeSlower(by effect: Double) -> Bool { speed.interval.lowerBound < 1 / (1 + effect) }

  /// The p-value of samples that do not overlap; 1 where there are too few for a verdict.
  var leastP: Double { samples < ComparisonRule.leastSamples ? 1 : MannWhitney.least(base.count, other.count) }

  /// Of the side with the fewer.
  public var samples: Int { min(base.count, other.count) }

  /// Of the side with the fewer; under three tell nothing of what another one would differ by.
  public var processes: Int { min(base.processes, other.processes) }

  /// The ratio for each thread; nil where both sides have as many.
  public var perThread: Double? {
    base.threads == other.threads ? nil : speed.estimate * Double(base.threads) / Double(other.threads)
  }

  /// How many times as much work a joule does on the other side; nil for a reason.
  public var workPerJoule: Double? { try? energyRatio.get() }
  public var workPerJouleWhy: String? {
    guard case .failure(let gap) = energyRatio else { return nil }
    return gap.reason
  }

  /// The ratio for each core: two threads of one core are one. Nil where both sides have as many, or one does not know.
  public var perCore: Double? {
    guard let mine = base.cores, let theirs = other.cores, mine != theirs else { return nil }
    return speed.estimate * Double(mine) / Double(theirs)
  }
}

extension CellComparison.Side {
  fileprivate init?(_ place: CellComparison.Place, _ processes: Int) {
    guard let stats = place.cell.stats else { return nil }
    let (cell, host) = (place.cell, place.run.document.host)
    self.init(
      median: stats.median, count: cell.counted.count, threads: cell.threads, cores: host.cores(threads: cell.threads),
      processes: processes, energyJ: cell.energyJ)
  }
}
