/// A baseline against one or more later runs of its host.
///
/// A cell regressed when it is slower in every run: a host that was disturbed once does not fail the gate, and no run ever
/// becomes a baseline by passing it.
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

  /// Cells that are neither faster nor the same in any run, and not slower in every one.
  public var undecided: [CellKey] {
    let cleared = Set(comparison.pairs.flatMap { $0.cells.filter { [.same, .faster].contains($0.verdict) }.map(\.key) })
    let failed = Set(regressed.map(\.key))
    return comparison.pairs[0].cells.map(\.key).filter { !cleared.contains($0) && !failed.contains($0) }
  }

  /// Those of them that are slower in some run.
  public var doubtful: [CellKey] {
    let slower = Set(comparison.pairs.flatMap { $0.slower.map(\.key) })
    return undecided.filter(slower.contains)
  }

  /// Why runs of another host are none to judge a baseline by; nil where all are of one.
  public static func otherHost(_ runs: [ComparedRun]) -> String? {
    guard let base = runs.first else { return nil }
    let hash = base.document.host.fingerprintHash
    return runs.first { $0.document.host.fingerprintHash != hash }.map { "\($0.name) is of another host than \(base.name)" }
  }
}
