import Foundation

/// Two engines on one cell of one run: samples of the same round stand side by side, so that what the host does to both
/// cancels.
public struct EngineComparison: Sendable {
  public let id: String
  /// Nil for the most threads of the run.
  public let threads: Int?
  public let base: String
  public let other: String
  /// Rounds in which both were measured.
  public let rounds: Int
  /// How many times as fast as the base the other engine is, and the interval; nil under six rounds.
  public let ratio: Double
  public let interval: ClosedRange<Double>?
  public let p: Double
  public private(set) var adjustedP: Double
  public private(set) var verdict = SpeedVerdict.inconclusive

  /// Of each cell that is VALID on several engines, the first of them against each other one. The drift of a run is that of
  /// times rounds apart and has no part in this.
  public static func all(_ run: ComparedRun, rule: ComparisonRule) -> [EngineComparison] {
    let valid = run.document.cells.filter { $0.validation.state == CellState.valid.name }
    let keys = valid.map(run.document.key)
    var comparisons = valid.indices.compactMap { index -> EngineComparison? in
      guard let base = keys.firstIndex(where: { $0.id == keys[index].id && $0.threads == keys[index].threads }), base < index
      else { return nil }
      return EngineComparison(keys[index], valid[base], valid[index])
    }
    let adjusted = FalseDiscoveryRate.adjusted(comparisons.map(\.p))
    for index in comparisons.indices { comparisons[index].judge(adjustedP: adjusted[index], rule) }
    return comparisons
  }

  private init?(_ key: CellKey, _ base: CellRecord, _ other: CellRecord) {
    let times = Dictionary(zip(base.countedRounds, base.counted)) { first, _ in first }
    let differences = zip(other.countedRounds, other.counted).compactMap { round, seconds in
      times[round].map { log($0 / seconds) }
    }
    guard let test = SignedRank(differences) else { return nil }
    (id, threads, self.base, self.other) = (key.id, key.threads, base.engine, other.engine)
    (rounds, p, adjustedP) = (differences.count, test.p, test.p)
    ratio = exp(test.estimate)
    interval = test.interval.map { exp($0.lowerBound)...exp($0.upperBound) }
  }

  private mutating func judge(adjustedP: Double, _ rule: ComparisonRule) {
    self.adjustedP = adjustedP
    guard let interval else { return }
    let medians = SpeedEstimate(ratio: ratio, interval: interval, resolution: nil)
    verdict = rule.finding(SpeedEvidence(medians: medians, p: adjustedP, samples: rounds)).verdict
  }
}
