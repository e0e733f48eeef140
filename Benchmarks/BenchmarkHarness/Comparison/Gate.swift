/// A baseline against one or more later runs of its host.
///
/// Verdicts are those of the comparison. A cell regressed when it is slower in every run: a host that was disturbed once does not
/// fail the gate, and no run ever becomes a baseline by passing it. What is the same only within more than the least effect of
/// interest passes nothing: what a host does not resolve may be a slowdown.
public struct Gate: Sendable {
  public let comparison: Comparison
  /// In every run slower than the baseline, with the comparison of the last run.
  public let regressed: [CellComparison]

  /// Nil where nothing can be compared. `runs`: the baseline first.
  public init?(_ runs: [ComparedRun], rule: ComparisonRule) {
    comparison = Comparison(runs, rule: rule)
    guard comparison.cellCount > 0, let last = comparison.pairs.last else { return nil }
    let slower = comparison.pairs.map { Set($0.slower.map(\.key)) }
    regressed = last.slower.filter { cell in slower.allSatisfy { $0.contains(cell.key) } }
  }

  /// Cells that are cleared in no run, and not slower in every one.
  public var undecided: [CellKey] {
    let cleared = Set(comparison.pairs.flatMap { $0.cleared.map(\.key) })
    let failed = Set(regressed.map(\.key))
    return comparison.pairs[0].cells.map(\.key).filter { !cleared.contains($0) && !failed.contains($0) }
  }

  /// Those of them that are slower in some run, or by their medians in every run by more than the least effect of interest.
  public var doubtful: [CellKey] {
    let slower = Set(comparison.pairs.flatMap { $0.slower.map(\.key) })
    let seeming = comparison.pairs.map { pair in
      Set(pair.cells.filter { $0.speed.estimate < 1 / (1 + pair.minEffect) }.map(\.key))
    }
    return undecided.filter { key in slower.contains(key) || seeming.allSatisfy { $0.contains(key) } }
  }

  /// Why no run can show a slowdown above the least effect of interest; nil where one can.
  public var reasonToDoubt: String? {
    let reasons = comparison.pairs.map(\.reasonToDoubt)
    return reasons.allSatisfy { $0 != nil } ? reasons.last ?? nil : nil
  }

  /// Why runs of another host, or of another part of it, are none to judge a baseline by; nil where all are of one.
  public static func otherHost(_ runs: [ComparedRun]) -> String? {
    guard let base = runs.first else { return nil }
    return runs.dropFirst().lazy.compactMap { run in
      if run.document.host.fingerprintHash != base.document.host.fingerprintHash {
        return "\(run.name) is of another host than \(base.name)"
      }
      return threads(base, run)
    }.first
  }

  /// The first cell that had other threads: half of the processors are another host.
  private static func threads(_ base: ComparedRun, _ run: ComparedRun) -> String? {
    base.document.cells.lazy.compactMap { cell in
      let key = base.document.key(cell)
      guard let other = run.document.cell(key), other.threads != cell.threads else { return nil }
      return "\(key.text) has \(other.threads) threads in \(run.name) and \(cell.threads) in \(base.name)"
    }.first
  }
}
