extension CellRecord {
  /// The samples that count, in the order of measurement, and the process of each.
  public var counted: [Double] { kept(samplesS) }
  public var countedProcesses: [Int] { kept(processes) }
  public var countedRounds: [Int] { kept(sampleRound) }

  /// The samples that count, of each process that has any.
  var countedByProcess: [[Double]] {
    let pairs = Array(zip(countedProcesses, counted))
    return Set(pairs.map(\.0)).sorted().map { process in pairs.filter { $0.0 == process }.map(\.1) }
  }

  private func kept<Value>(_ values: [Value]) -> [Value] {
    let left = Set(samplesLeftOut ?? [])
    return left.isEmpty ? values : values.enumerated().filter { !left.contains($0.offset) }.map(\.element)
  }

  /// The first of several records of a cell, measured by a process after so many readings of the canary.
  func begun(process: Int, readings: Int) -> CellRecord {
    var record = self
    record.sampleProcess = samplesS.map { _ in process }
    record.sampleReading = sampleReading?.map { readings + $0 }
    return record
  }

  /// Takes over what a further process measured of the same cell. `readings`: of the canary, before that process.
  mutating func append(_ other: CellRecord, process: Int, readings: Int) {
    if Self.severity(other.validation.state) > Self.severity(validation.state) { validation = other.validation }
    let rounds = (sampleRound.last ?? -1) + 1
    samplesS += other.samplesS
    sampleRuns += other.sampleRuns
    sampleRound += other.sampleRound.map { rounds + $0 }
    sampleProcess = (sampleProcess ?? []) + other.samplesS.map { _ in process }
    sampleReading = sampleReading.flatMap { own in other.sampleReading.map { own + $0.map { readings + $0 } } }
    appendEnergy(other)
    var all = Set(flags).union(other.flags)
    if let mine = resultHash, let theirs = other.resultHash, mine != theirs {
      all.insert(CellMeasurement.Flag.answersDiffer.rawValue)
    }
    flags = all.sorted()
    takeOverFirsts(other)
  }

  /// What the first process that came so far found out. One that was stopped before its first run did not.
  private mutating func takeOverFirsts(_ other: CellRecord) {
    if coldS == nil { (coldS, coldSWhy) = (other.coldS, other.coldSWhy) }
    if repetitions == nil { repetitions = other.repetitions }
    if resultHash == nil { resultHash = other.resultHash }
    if inputHash == nil { inputHash = other.inputHash }
    if validation.checks.isEmpty, validation.state == other.validation.state { validation = other.validation }
  }

  /// The same with the reason why samples are missing, where it has any.
  func lacking(_ reason: String?) -> CellRecord {
    var record = self
    record.incompleteWhy = isTimed ? reason : nil
    return record
  }

  private static func severity(_ state: String) -> Int {
    ["VALID", "SUBOPTIMAL", "SKIPPED", "INVALID"].firstIndex(of: state) ?? 3
  }

  /// Leaves out what was disturbed and computes what follows from the rest.
  mutating func conclude(_ canary: CanaryRecord?, interrupted: Bool) {
    if interrupted, isTimed, samplesS.isEmpty {
      (validation.state, validation.reason) = (CellState.skipped("").name, "interrupted")
    }
    guard isTimed else { return forget() }
    if let canary, let remaining = undisturbed(by: canary) {
      let isSettled = remaining.standForTheRun(canary)
      samplesLeftOut = isSettled ? remaining.leftOut : []
      mark(.hostUnsettled, !isSettled)
    }
    let statistics = SampleStatistics(counted)
    stats = statistics.map(StatisticsRecord.init)
    derived = statistics.flatMap { DerivedRecord(work, seconds: $0.median) }
    // A process that was broken off may have none.
    if stats != nil { (statsWhy, derivedWhy) = (nil, derived == nil ? derivedWhy : nil) }
    mark(.fewSamples, counted.count < CellMeasurement.wantedSamples)
  }

  private mutating func mark(_ flag: CellMeasurement.Flag, _ isSet: Bool) {
    flags = (flags.filter { $0 != flag.rawValue } + (isSet ? [flag.rawValue] : [])).sorted()
  }

  /// What the canary leaves; nil where its readings between the samples are not known.
  func undisturbed(by canary: CanaryRecord) -> RemainingSamples? {
    guard let readings = sampleReading else { return nil }
    let disturbed = canary.areDisturbed(after: readings).enumerated().filter(\.element).map(\.offset)
    return RemainingSamples(without: disturbed, of: processes)
  }

  /// That of each sample; files of earlier builds, which ran in one, do not tell.
  var processes: [Int] { sampleProcess ?? samplesS.map { _ in 0 } }

  private var isTimed: Bool { CellState.timedNames.contains(validation.state) }

  /// An answer that was wrong in any process has no time in any.
  private mutating func forget() {
    (samplesS, sampleRuns, sampleRound, sampleProcess) = ([], [], [], [])
    (incompleteWhy, repetitions) = (nil, nil)
    (sampleReading, samplesLeftOut, flags) = (sampleReading.map { _ in [] }, nil, [])
    let why = validation.state
    (coldS, coldSWhy, stats, statsWhy, derived, derivedWhy) = (nil, why, nil, why, nil, why)
    resultHash = nil
    (sampleEnergyJ, sampleWallS) = (nil, nil)
  }
}
