/// One cell of two runs.
public struct CellComparison: Sendable {
  public struct Side: Sendable, Equatable {
    public let median: Double
    public let count: Int
    public let threads: Int
    /// Cores on which so many threads can be; nil where the host does not tell.
    public let cores: Int?
    /// Of a run; nil where the host has no counter.
    public let energyJ: Double?
  }

  public let key: CellKey
  public let use: Use
  public let base: Side
  public let other: Side
  /// How many times as fast as the base the other is, with its draws.
  public let speed: MedianRatio
  public let test: MannWhitney
  public private(set) var adjustedP: Double
  public private(set) var verdict = SpeedVerdict.inconclusive
  /// What the least effect of interest alone gives, whatever the host resolves, beyond any change of it: for gates, which must not
  /// pass because a host is noisy.
  public private(set) var verdictByEffect = SpeedVerdict.inconclusive
  /// What two runs of one program may differ by, as a fraction (see `Resolution`); nil where a side has under three processes.
  public let resolution: Double?
  /// The fraction within which the speeds are the same; nil where that is not the verdict.
  public private(set) var sameWithin: Double?
  /// What a difference must lie beyond: what the runs drift by, and what the host changed by as far as such work goes with it.
  private(set) var floor = 0.0
  private let roof: Roof
  /// Only samples count that both runs took in the same state of their host, which most of the time was in different ones.
  public private(set) var isMatched = false

  /// Every comparison draws alike, so that anybody can repeat it.
  public static let seed: UInt64 = 1

  /// A run and its cell.
  typealias Place = (run: ComparedRun, cell: CellRecord)

  /// Nil where a side has no statistics, or a time that is not positive.
  private init?(_ key: CellKey, _ first: Place, _ second: Place) {
    let (base, other) = (first.cell, second.cell)
    let (processes, others) = (base.countedByProcess, other.countedByProcess)
    guard base.stats != nil, other.stats != nil,
      let speed = MedianRatio(processes, over: others, seed: Self.seed, stream: key.text),
      let test = MannWhitney(base.counted, other.counted)
    else { return nil }
    guard let side = Side(first), let otherSide = Side(second) else { return nil }
    (self.key, use, self.base, self.other) = (key, Use(base), side, otherSide)
    (self.speed, self.test, roof) = (speed, test, base.model.roof)
    adjustedP = test.p
    resolution = Resolution.measured(speed.interval, processes: (processes.count, others.count))
  }

  /// The same where the host changed between the runs: of samples in a common state, if there are enough.
  init?(_ key: CellKey, _ base: Place, _ other: Place, in state: CommonState?) {
    let matched = state?.matched(base.cell, other.cell)
    self.init(key, (base.run, matched?.base ?? base.cell), (other.run, matched?.other ?? other.cell))
    isMatched = matched != nil
  }

  /// `drift`: of the runs; `change`: of the host between them.
  mutating func judge(adjustedP: Double, _ rule: ComparisonRule, drift: Double, change: HostChange?) {
    self.adjustedP = adjustedP
    floor = max(drift, change?.under(roof) ?? 0)
    verdict = rule.verdict(evidence(floor, resolution))
    verdictByEffect = rule.verdict(evidence(max(drift, change?.largest ?? 0), nil))
    sameWithin = rule.sameWithin(verdict, speed.interval)
  }

  private func evidence(_ floor: Double, _ resolution: Double?) -> SpeedEvidence {
    SpeedEvidence(
      ratio: speed.estimate, interval: speed.interval, p: adjustedP, samples: samples, drift: floor, resolution: resolution)
  }

  /// The p-value of samples that do not overlap; 1 where there are too few for a verdict.
  var leastP: Double { samples < ComparisonRule.leastSamples ? 1 : MannWhitney.least(base.count, other.count) }

  /// Of the side with the fewer.
  public var samples: Int { min(base.count, other.count) }

  /// The ratio for each thread; nil where both sides have as many.
  public var perThread: Double? {
    base.threads == other.threads ? nil : speed.estimate * Double(base.threads) / Double(other.threads)
  }

  /// How many times as much work a joule does on the other side; nil where either has no counter.
  public var workPerJoule: Double? { base.energyJ.flatMap { mine in other.energyJ.map { mine / $0 } } }

  /// The ratio for each core: two threads of one core are one. Nil where both sides have as many, or one does not know.
  public var perCore: Double? {
    guard let mine = base.cores, let theirs = other.cores, mine != theirs else { return nil }
    return speed.estimate * Double(mine) / Double(theirs)
  }
}

extension CellComparison.Side {
  fileprivate init?(_ place: CellComparison.Place) {
    guard let stats = place.cell.stats else { return nil }
    let (cell, host) = (place.cell, place.run.document.host)
    self.init(
      median: stats.median, count: cell.counted.count, threads: cell.threads, cores: host.cores(threads: cell.threads),
      energyJ: cell.energyJ)
  }
}
