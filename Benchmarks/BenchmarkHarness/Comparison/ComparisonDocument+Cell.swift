extension ComparisonDocument {
  struct Cell: Encodable {
    let id: String
    let engine: String
    let use: String
    /// Null for the most threads of each run, which are the same number only where `base_threads` is `other_threads`.
    @Nullable var equalThreads: Int?
    let baseMedian: Double
    let otherMedian: Double
    let baseThreads: Int
    let otherThreads: Int
    let ratio: Double
    let ratioCi95: [Double]
    let lowerQuartileRatio: Double
    let lowerQuartileRatioCi95: [Double]
    let u: Double
    let p: Double
    let pExact: Bool
    let adjustedP: Double
    let verdict: SpeedVerdict
    /// What two runs of one program may differ by; null where a side has under three processes.
    @Nullable var resolution: Double?
    @Nullable var lowerQuartileResolution: Double?
    /// Null where the verdict is another.
    @Nullable var sameWithin: Double?
    @Nullable var sameBy: SamenessGround?
    /// From which the samples come that count.
    let baseProcesses: Int
    let otherProcesses: Int
    let matched: Bool
    @Nullable var ratioPerThread: Double?
    @Nullable var ratioPerCore: Double?
    @Nullable var baseEnergyJ: Double?
    @Nullable var otherEnergyJ: Double?
    /// How many times as much work a joule does; null for a reason.
    @Nullable var workPerJoule: Double?
    let workPerJouleWhy: String?
    @Nullable var baseCostPerMillion: Double?
    @Nullable var otherCostPerMillion: Double?

    init(_ cell: CellComparison, _ pair: PairComparison, _ prices: PriceList) {
      (id, engine, use) = (cell.key.id, cell.key.engine, cell.use.rawValue)
      _equalThreads = Nullable(wrappedValue: cell.key.threads)
      (baseMedian, otherMedian) = (cell.base.median, cell.other.median)
      (baseThreads, otherThreads) = (cell.base.threads, cell.other.threads)
      ratio = cell.speed.estimate
      ratioCi95 = [cell.speed.interval.lowerBound, cell.speed.interval.upperBound]
      lowerQuartileRatio = cell.lowerQuartile.estimate
      lowerQuartileRatioCi95 = [cell.lowerQuartile.interval.lowerBound, cell.lowerQuartile.interval.upperBound]
      (u, p, pExact) = (cell.test.u, cell.test.p, cell.test.isExact)
      (adjustedP, verdict, matched) = (cell.adjustedP, cell.verdict, cell.isMatched)
      (_resolution, _sameWithin) = (Nullable(wrappedValue: cell.resolution), Nullable(wrappedValue: cell.sameWithin))
      _sameBy = Nullable(wrappedValue: cell.sameBy)
      _lowerQuartileResolution = Nullable(wrappedValue: cell.lowerQuartileResolution)
      (baseProcesses, otherProcesses) = (cell.base.processes, cell.other.processes)
      _ratioPerThread = Nullable(wrappedValue: cell.perThread)
      _ratioPerCore = Nullable(wrappedValue: cell.perCore)
      (_baseEnergyJ, _otherEnergyJ) = (Nullable(wrappedValue: cell.base.energyJ), Nullable(wrappedValue: cell.other.energyJ))
      (_workPerJoule, workPerJouleWhy) = (Nullable(wrappedValue: cell.workPerJoule), cell.workPerJouleWhy)
      _baseCostPerMillion = Nullable(wrappedValue: prices.million(cell.base.median, on: pair.base.name))
      _otherCostPerMillion = Nullable(wrappedValue: prices.million(cell.other.median, on: pair.other.name))
    }
  }
}
