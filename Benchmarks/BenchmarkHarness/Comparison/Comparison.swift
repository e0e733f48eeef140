/// Runs held against the first of them.
public struct Comparison: Sendable {
  public let runs: [ComparedRun]
  public let rule: ComparisonRule
  public let pairs: [PairComparison]
  /// Cells that do not count, since a run does not have them or not as VALID.
  public let leftOut: [LeftOutCell]
  /// Why the runs are not comparable, where they are compared nevertheless.
  public let obstacles: [String]

  /// Only cells that are VALID in all runs are compared. `runs` has two or more.
  public init(_ runs: [ComparedRun], rule: ComparisonRule, obstacles: [String] = []) {
    (self.runs, self.rule, self.obstacles) = (runs, rule, obstacles)
    var keys: [CellKey] = []
    for cell in runs.flatMap(\.document.cells) where !keys.contains(CellKey(cell)) { keys.append(CellKey(cell)) }
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
  /// The difference that counts, as a fraction.
  public let limit: Double
  public let cells: [CellComparison]
  public let means: [GeometricMean]

  init(_ base: ComparedRun, _ other: ComparedRun, _ keys: [CellKey], _ rule: ComparisonRule) {
    (self.base, self.other) = (base, other)
    let limit = rule.limit(base, other)
    var cells = keys.compactMap { key in
      base.cell(key).flatMap { first in other.cell(key).flatMap { CellComparison(first, $0) } }
    }
    let adjusted = FalseDiscoveryRate.adjusted(cells.map(\.test.p))
    for index in cells.indices { cells[index].judge(adjustedP: adjusted[index], limit: limit) }
    self.limit = limit
    self.cells = cells
    means = GeometricMean.all(cells, limit: limit)
  }

  public var slower: [CellComparison] { cells.filter { $0.verdict == .slower } }

  /// What a speed ratio is for each core: times the base's cores over the other's. Nil where they have as many, or one does not
  /// know.
  public var coreFactor: Double? {
    guard let first = base.document.host.stable.cores, let second = other.document.host.stable.cores, first != second,
      first > 0, second > 0
    else { return nil }
    return Double(first) / Double(second)
  }
}

/// A cell that a run does not have, or not as VALID.
public struct LeftOutCell: Sendable {
  public let key: CellKey
  public let run: String
  public let state: String
  public let reason: String

  init?(_ key: CellKey, _ run: ComparedRun) {
    let cell = run.cell(key)
    if let cell, cell.validation.state == CellState.valid.name, !cell.samplesS.isEmpty { return nil }
    (self.key, self.run) = (key, run.name)
    state = cell?.validation.state ?? "MISSING"
    reason = cell.map { $0.validation.reason ?? "no sample was taken" } ?? "the run did not have it"
  }
}
