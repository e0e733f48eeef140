/// One contender on one cell, or one roof: everything measured, in the order in which it was measured.
public struct ContestEntry: Sendable, Equatable {
  public let cell: String
  public let contender: String
  /// Of a roof: which one, and the cell in whose rounds it was measured.
  public let roof: Roof?
  public let under: String?
  public private(set) var state = CellState.valid
  public private(set) var coldSeconds: Double?
  public private(set) var seconds: [Double] = []
  public private(set) var runs: [Int] = []
  public private(set) var rounds: [Int] = []
  /// Flops or bytes of each sample's run, where the contender says.
  public private(set) var work: [Double] = []
  /// Of each sample, where the contender says.
  private var methods: [MethodRecord] = []
  public private(set) var resources: [ResourceRecord] = []
  public private(set) var checks: [ValidationRecord.Check] = []
  public private(set) var resultHash: String?
  public private(set) var answersDiffer = false

  public init(cell: String, contender: String, roof: Roof? = nil, under: String? = nil) {
    self.roof = roof
    self.under = under
    self.cell = cell
    self.contender = contender
  }

  /// Measured by a process of its own.
  var isProbe: Bool { contender == ContestRunner<SystemClock>.roofContender }

  public var statistics: SampleStatistics? { state.isTimed ? SampleStatistics(seconds) : nil }

  /// The median of work over time; nil without samples or where the work is not known.
  public var medianRate: Double? { rates.flatMap { SampleStatistics($0)?.median } }

  /// Of each sample; nil where the work is not known.
  private var rates: [Double]? {
    state.isTimed && work.count == seconds.count ? zip(work, seconds).map { $0 / $1 } : nil
  }

  /// The rate of each round.
  var rateOfRound: [Int: Double] { Dictionary(zip(rounds, rates ?? [])) { first, _ in first } }

  /// The seconds of each round.
  var secondsOfRound: [Int: Double] { Dictionary(zip(rounds, seconds)) { first, _ in first } }

  /// The same roof, of which a warm-up is known, for the rounds of a cell.
  func measured(under cell: String) -> ContestEntry {
    var entry = ContestEntry(cell: self.cell, contender: contender, roof: roof, under: cell)
    (entry.state, entry.checks, entry.resultHash, entry.coldSeconds) = (state, checks, resultHash, coldSeconds)
    return entry
  }

  /// The method that the last sample took, with the median of all samples' seconds.
  public var method: MethodRecord? {
    guard var method = methods.last, let median = SampleStatistics(methods.map(\.seconds))?.median else { return nil }
    method.seconds = median
    return method
  }

  /// Takes one answer to `run`. The first is the warm-up, which is not counted: `round` is nil.
  public mutating func add(_ reply: ContenderReply, round: Int?) {
    guard state.isTimed else { return }
    if let reason = reply.skipped { return refuse(.skipped(reason)) }
    if let reason = reply.invalid { return refuse(.invalid(reason)) }
    if let checks = reply.checks { self.checks = checks }
    if let failed = checks.first(where: { !$0.pass }) { return refuse(.invalid(failed.sentence)) }
    // No answer counts that was not checked.
    guard !checks.isEmpty else { return refuse(.invalid("the answer was not checked")) }
    guard let time = reply.seconds, time > 0, time.isFinite else { return refuse(.invalid("a run without a time")) }
    if let hash = reply.resultHash {
      if let resultHash, resultHash != hash { answersDiffer = true }
      resultHash = hash
    }
    guard let round else {
      coldSeconds = time
      return
    }
    seconds.append(time)
    runs.append(reply.runs ?? 1)
    rounds.append(round)
    if let amount = reply.work { work.append(amount) }
    if let method = reply.method { methods.append(method) }
    if let taken = reply.resources { resources.append(taken) }
  }

  /// Wrong or lost: there is no time.
  public mutating func refuse(_ reason: CellState) {
    guard state.isTimed else { return }
    state = reason
    coldSeconds = nil
    (seconds, runs, rounds, work) = ([], [], [], [])
    (methods, resources) = ([], [])
  }

  /// A run that was cut short keeps what it has.
  mutating func stop() {
    if seconds.isEmpty { refuse(.skipped("interrupted")) }
  }
}
