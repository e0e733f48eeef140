/// A contender as documents show it.
public struct ContenderRecord: Codable, Sendable, Equatable {
  public var name: String
  public var arguments: [String]
  /// Variables set for it, and those taken away.
  public var environmentSet: [String: String]
  public var environmentUnset: [String]
  @Nullable public var engine: EngineRecord?
  public var engineWhy: String?
  /// Why it takes no part any more.
  public var failure: String?

  public init(_ contender: Contender, engine: EngineRecord?, failure: String?) {
    name = contender.name
    // A script is told by its name.
    arguments = contender.arguments.filter { !$0.contains("\n") }
    environmentSet = contender.environment.compactMapValues { $0 }
    environmentUnset = contender.environment.filter { $0.value == nil }.keys.sorted()
    _engine = Nullable(wrappedValue: engine)
    engineWhy = engine == nil ? failure ?? "it was not needed" : nil
    self.failure = failure
  }
}

/// One contender on one cell, or one roof, as documents show it.
public struct ContestEntryRecord: Codable, Sendable, Equatable {
  public var id: String
  /// Of roofs: the cell in whose rounds it was measured.
  public var underCell: String?
  public var contender: String
  @Nullable public var n: Int?
  @Nullable public var model: ModelRecord?
  /// Mean seconds of each sample in execution order, the runs it was the mean of, and its round.
  public var samplesS: [Double]
  public var sampleRuns: [Int]
  public var sampleRound: [Int]
  /// Of roofs: flops ("compute") or bytes ("memory") of a run of each sample, and the median of the rates.
  public var roof: Roof?
  public var sampleWork: [Double]
  @Nullable public var medianRate: Double?
  @Nullable public var coldS: Double?
  @Nullable public var stats: StatisticsRecord?
  public var statsWhy: String?
  @Nullable public var derived: DerivedRecord?
  /// What a solver that chooses its method took; null for all others.
  @Nullable public var method: MethodRecord?
  /// What each sample took besides its time; empty where that is not measured.
  public var sampleResources: [ResourceRecord]
  public var validation: ValidationRecord
  public var flags: [String]
  @Nullable public var resultHash: String?

  public init(_ entry: ContestEntry, cell: ContestCell?) {
    roof = entry.roof
    underCell = entry.under
    let statistics = entry.statistics
    id = entry.cell
    contender = entry.contender
    samplesS = entry.seconds
    sampleRuns = entry.runs
    sampleRound = entry.rounds
    sampleWork = entry.work
    sampleResources = entry.resources
    validation = ValidationRecord(entry)
    flags = entry.answersDiffer ? [CellMeasurement.Flag.answersDiffer.rawValue] : []
    statsWhy = statistics == nil ? entry.state.reason ?? "no sample was taken" : nil
    _method = Nullable(wrappedValue: entry.method)
    _n = Nullable(wrappedValue: cell?.problem.n)
    _model = Nullable(wrappedValue: cell.map { ModelRecord($0.model) })
    _medianRate = Nullable(wrappedValue: entry.work.isEmpty ? nil : entry.medianRate)
    _coldS = Nullable(wrappedValue: entry.coldSeconds)
    _stats = Nullable(wrappedValue: statistics.map(StatisticsRecord.init))
    _derived = Nullable(
      wrappedValue: cell.flatMap { cell in statistics.flatMap { DerivedRecord(cell.model, seconds: $0.median) } })
    _resultHash = Nullable(wrappedValue: entry.resultHash)
  }
}

/// A requirement and its verdict as documents show them.
public struct RequirementRecord: Codable, Sendable, Equatable {
  public var cell: String
  public var contender: String
  /// "share" of the roof, "readings" at the roof's rate in the time taken, of which fewer are better, "speed" over the peer, or
  /// "limit" that `against` names, over what was measured. `must`, `aim` and `value` are in that unit. Documents up to version 2
  /// called readings a share and gave their inverse.
  public var measure: String
  public var against: String
  /// The cell of the peer when it is another.
  public var peerCell: String?
  public var must: Double
  @Nullable public var aim: Double?
  /// The median over the rounds that were compared, or the ratio of medians where `rounds` is missing.
  @Nullable public var value: Double?
  public var valueWhy: String?
  /// The two ends of an interval that holds the value with 95 % probability; missing under six rounds.
  public var ci95: [Double]?
  public var rounds: Int?
  public var verdict: String
  /// Why it is not met, where the run tells.
  public var shortfall: String?

  init(_ judgement: Judgement) {
    let requirement = judgement.requirement
    cell = requirement.cell
    contender = requirement.contender
    must = requirement.measure.inUnit(requirement.must)
    verdict = judgement.verdict.text
    valueWhy = judgement.verdict.reason
    shortfall = judgement.shortfall
    ci95 = judgement.interval.map(requirement.measure.inUnit)
    rounds = judgement.rounds
    switch requirement.measure {
    case .share(let roof): (measure, against, peerCell) = ("share", roof, nil)
    case .readings(let roof): (measure, against, peerCell) = ("readings", roof, nil)
    case .speed(let peer, let other): (measure, against, peerCell) = ("speed", peer, other)
    case .limit(let limit): (measure, against, peerCell) = ("limit", limit.text, nil)
    }
    _aim = Nullable(wrappedValue: requirement.aim.map(requirement.measure.inUnit))
    _value = Nullable(wrappedValue: judgement.value.map(requirement.measure.inUnit))
  }
}
