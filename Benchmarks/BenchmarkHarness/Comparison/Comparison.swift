import Foundation

/// Runs held against the first of them.
public struct Comparison: Sendable {
  public let runs: [ComparedRun]
  public let rule: ComparisonRule
  public let pairs: [PairComparison]
  /// Cells that do not count, since a run does not have them or not as VALID.
  public let leftOut: [LeftOutCell]

  /// Those of them that the first run has: a time that is no longer there is never a gain.
  public var lost: [LeftOutCell] {
    let ofBase = Set(leftOut.filter { $0.run == runs.first?.name }.map(\.key))
    return leftOut.filter { !ofBase.contains($0.key) }
  }
  /// Why the runs are not comparable, where they are compared nevertheless.
  public let obstacles: [String]

  /// Only cells that are VALID in all runs are compared. `runs` has two or more.
  public init(_ runs: [ComparedRun], rule: ComparisonRule, obstacles: [String] = []) {
    (self.runs, self.rule, self.obstacles) = (runs, rule, obstacles)
    var keys: [CellKey] = []
    var seen: Set<CellKey> = []
    for key in runs.flatMap(\.keys) where seen.insert(key).inserted { keys.append(key) }
    let leftOut = keys.flatMap { key in runs.compactMap { LeftOutCell(key, $0) } }
    self.leftOut = leftOut
    let missing = Set(leftOut.map(\.key))
    let common = keys.filter { !missing.contains($0) }
    pairs = runs.dropFirst().map { PairComparison(runs[0], $0, common, rule) }
  }

  /// Cells that were compared.
  public var cellCount: Int { pairs.first?.cells.count ?? 0 }
}

/// One run against the base.
public struct PairComparison: Sendable {
  public let base: ComparedRun
  public let other: ComparedRun
  /// The least difference of interest and what either run drifts by, as fractions.
  public let minEffect: Double
  public let drift: Double
  /// By what the host is in another state than before, which counts beside the drift for cells without samples in a common state.
  public var change: Double? { hostChange?.largest }
  public let hostChange: HostChange?
  public let cells: [CellComparison]
  public let means: [GeometricMean]

  init(_ base: ComparedRun, _ other: ComparedRun, _ keys: [CellKey], _ rule: ComparisonRule) {
    (self.base, self.other) = (base, other)
    let (drift, change, state) = (rule.drift(base, other), other.change(since: base), CommonState(base, other))
    var cells = keys.compactMap { key in
      base.cell(key).flatMap { first in
        other.cell(key).flatMap { CellComparison(key, (base, first), (other, $0), in: state) }
      }
    }
    let adjusted = FalseDiscoveryRate.adjusted(cells.map(\.test.p))
    for index in cells.indices {
      let own = cells[index].isMatched ? state?.change : change
      cells[index].judge(adjustedP: adjusted[index], rule, drift: drift, change: own)
    }
    (minEffect, self.drift, hostChange) = (rule.minEffect, drift, change)
    self.cells = cells
    means = GeometricMean.all(cells, rule)
  }

  public var slower: [CellComparison] { cells.filter { $0.verdict == .slower } }

  /// Cells that are faster or the same, and by their interval not slower by more than the least effect of interest. Lower
  /// quartiles clear nothing: they say nothing of the other three.
  public var cleared: [CellComparison] {
    cells.filter { [.faster, .same].contains($0.verdict) && $0.sameBy != .lowerQuartile && !$0.mayBeSlower(by: minEffect) }
  }

  /// Cells that are not slower by their verdict and whose interval, of medians, holds a slowdown above the least effect of
  /// interest; also those that are the same within more than that.
  public var possiblySlower: [CellComparison] {
    cells.filter { $0.verdict != .slower && $0.mayBeSlower(by: minEffect) }
  }

  /// Cells of which it is not known what two runs of one program may differ by.
  public var ofFewProcesses: [CellComparison] { cells.filter { $0.resolution == nil } }

  /// Why the energies of cells that have them on both sides are not held against each other; nil where they are.
  public var energyGap: String? {
    cells.first { $0.base.energyJ != nil && $0.other.energyJ != nil && $0.workPerJoule == nil }?.workPerJouleWhy
  }

  /// Cells whose medians tell nothing and whose lower quartiles are the same.
  public var sameByLowerQuartiles: [CellComparison] { cells.filter { $0.sameBy == .lowerQuartile } }

  /// What is the same within how much, and what a difference must exceed in order to be seen, both as fractions.
  public var widths: (within: [Double], resolutions: [Double]) {
    (cells.compactMap(\.sameWithin).sorted(), cells.compactMap(\.resolution).map { max($0, minEffect) }.sorted())
  }

  /// The cell in which a difference would need the most samples, and the least adjusted p-value it can have when it differs
  /// alone. Nil where every cell can come under the significance so.
  public var blind: (cell: CellComparison, leastP: Double)? {
    let least = cells.map { (cell: $0, leastP: $0.leastP * Double(cells.count)) }
    guard let worst = least.max(by: { $0.leastP < $1.leastP }), worst.leastP >= ComparisonRule.significance else { return nil }
    return (worst.cell, min(1, worst.leastP))
  }

  /// Why a slowdown above the least effect of interest could pass unseen; nil where it could not.
  public var reasonToDoubt: String? {
    if let change = largestChange(isMatched: false), change > minEffect {
      return "the host is in another state, by the canary \(Self.percent(change)) away"
    }
    if let change = largestChange(isMatched: true), change > minEffect {
      return "the host changed within the state that both runs saw, by the canary \(Self.percent(change))"
    }
    if drift > minEffect {
      return "the runs drift by \(Self.percent(drift)) by themselves, more than the \(Self.percent(minEffect)) of interest"
    }
    return blind.map { "\($0.cell.samples) samples of \($0.cell.key.text) are too few among \(cells.count) cells" }
  }

  /// Of the host, as far as the work of such cells goes with it; nil without any.
  private func largestChange(isMatched: Bool) -> Double? { cells.filter { $0.isMatched == isMatched }.map(\.change).max() }

  private static func percent(_ fraction: Double) -> String { String(format: "%.1f %%", fraction * 100) }
}

/// A cell that a run does not have, not as VALID, or without usable times.
public struct LeftOutCell: Sendable {
  public let key: CellKey
  public let run: String
  public let state: String
  public let reason: String

  init?(_ key: CellKey, _ run: ComparedRun) {
    let cell = run.cell(key)
    if let cell, cell.validation.state == CellState.valid.name, Self.fault(cell) == nil { return nil }
    (self.key, self.run) = (key, run.name)
    state = cell?.validation.state ?? "MISSING"
    reason = cell.map { $0.validation.reason ?? Self.fault($0) ?? "no sample was taken" } ?? "the run did not have it"
  }

  /// What is wrong with the times of a cell that says VALID; only files that are trusted by force have such.
  private static func fault(_ cell: CellRecord) -> String? {
    if cell.samplesS.isEmpty { return "no sample was taken" }
    if cell.samplesS.contains(where: { !($0 > 0 && $0.isFinite) }) { return "a time is not positive" }
    return cell.stats == nil ? "it has no statistics" : nil
  }
}
