/// Samples that two runs of one host took while it was in the same state.
///
/// A host that changes its state within minutes was in both during both runs, and in each of them most of the time in another
/// one. What each run leaves out then is just what the other one has.
struct CommonState {
  private let isCommon: (base: [Bool], other: [Bool])
  /// What the host changed by within that state.
  let change: HostChange

  /// Nil where the runs are of different hosts, have no canaries, were mostly in the same state, or share none.
  init?(_ base: ComparedRun, _ other: ComparedRun) {
    guard other.change(since: base) != nil, let before = base.document.canary, let now = other.document.canary,
      HostState.isOther(before.level, now.level)
    else { return nil }
    let (first, second) = (before.readings, now.readings)
    var best: (least: Int, all: Int, centre: CanaryReading)?
    for centre in first {
      let counts = [first, second].map { $0.count { HostState.isNear($0, centre) } }
      let (least, all) = (min(counts[0], counts[1]), counts[0] + counts[1])
      if least > 0, best.map({ (least, all) > ($0.least, $0.all) }) ?? true { best = (least, all, centre) }
    }
    guard let centre = best?.centre else { return nil }
    let common = [first, second].map { $0.map { HostState.isNear($0, centre) } }
    isCommon = (common[0], common[1])
    change = HostState.change(HostState.level(first, common[0]), HostState.level(second, common[1]))
  }

  /// Both records with the samples of the common state alone; nil where too few are left for a verdict.
  func matched(_ base: CellRecord, _ other: CellRecord) -> (base: CellRecord, other: CellRecord)? {
    guard let first = Self.kept(base, isCommon.base), let second = Self.kept(other, isCommon.other) else { return nil }
    return (first, second)
  }

  private static func kept(_ cell: CellRecord, _ isCommon: [Bool]) -> CellRecord? {
    guard let readings = cell.sampleReading else { return nil }
    let left = readings.indices.filter { index in
      [readings[index], readings[index] + 1].contains { isCommon.indices.contains($0) && !isCommon[$0] }
    }
    guard readings.count - left.count >= ComparisonRule.leastSamples,
      RemainingSamples(without: left, of: cell.processes).allowAVerdict
    else { return nil }
    var cell = cell
    cell.samplesLeftOut = left
    cell.stats = SampleStatistics(cell.counted).map(StatisticsRecord.init)
    cell.concludeEnergy(cell.energyJWhy)
    return cell
  }
}
