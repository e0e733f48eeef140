import Tables

/// The systems of a trend's years, kept until every pair of years is decomposed.
struct TrendSystems {
  /// One year: its number, its system, and whether that is at constant prices.
  private struct Year {
    let year: Int
    let system: DigitalSystem
  }

  private var current: [Year] = []
  private var constant: [Year] = []

  /// Memory of all that is kept, bytes.
  private var heldBytes: Int { (current + constant).reduce(0) { $0 + $1.system.flows.economy.allocatedBytes } }

  /// Settings for work beside all that is kept.
  func held(by settings: EstimationSettings) -> EstimationSettings { settings.holding(heldBytes) }

  /// What was solved on all of them.
  var cost: SolveCost { (current + constant).reduce(SolveCost()) { $0.adding($1.system.flows.economy.cost) } }

  /// `settings`: for work beside all that is kept.
  mutating func add(
    _ year: Int, _ table: borrowing InputOutputTable, _ file: StudyFile, isConstant: Bool, _ settings: EstimationSettings
  ) throws(EstimationError) {
    let kept = Year(year: year, system: try DigitalSystem(table, file, settings))
    if isConstant { constant.append(kept) } else { current.append(kept) }
  }

  /// At constant prices where both years have them. Nil where the sectors of the two differ.
  func change(from first: Int, to last: Int) throws(EstimationError) -> Trend.Change? {
    let (old, new) = (system(first, constant), system(last, constant))
    let isConstant = old != nil && new != nil
    guard let old = isConstant ? old : system(first, current), let new = isConstant ? new : system(last, current),
      old.flows.economy.sectors.labels.map(\.qualifiedCode) == new.flows.economy.sectors.labels.map(\.qualifiedCode),
      old.isDigital == new.isDigital
    else { return nil }
    let change = try DigitalChange(from: old, to: new)
    return Trend.Change(first: first, last: last, isAtConstantPrices: isConstant, value: change.value, share: change.share)
  }

  /// A check of a change, held against what the multipliers of either year make of rounding.
  func amplified(_ check: IdentityCheck, of change: Trend.Change) throws(EstimationError) -> IdentityCheck {
    var checks = [check]
    for year in [change.first, change.last] {
      guard let system = system(year, change.isAtConstantPrices ? constant : current) else { continue }
      checks = try system.flows.economy.amplified(checks)
    }
    return checks[0]
  }

  private func system(_ year: Int, _ years: [Year]) -> DigitalSystem? { years.first { $0.year == year }?.system }
}
