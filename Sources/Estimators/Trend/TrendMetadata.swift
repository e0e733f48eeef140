import Tables

/// What the tables of several years say of their money and flows, which must agree. What one of them leaves unsaid agrees with
/// all.
struct TrendMetadata {
  /// As the first that says it has it.
  private var metadata = TableMetadata()

  var money: String { metadata.money }

  /// Errors: the first thing in which a table differs from those of the years before, with the line of its year.
  mutating func add(_ own: TableMetadata, of year: TrendStudy.Year, _ file: TrendFile) throws(EstimationError) {
    metadata.unit = try agreed(own.unit, metadata.unit, "unit", year, file)
    metadata.currency = try agreed(own.currency, metadata.currency, "currency", year, file)
    let (now, then) = (own.flowKind, metadata.flowKind)
    _ = try agreed(now == .unstated ? "" : now.name, then == .unstated ? "" : then.name, "flow_kind", year, file)
    if then == .unstated { metadata.flowKind = now }
  }

  private func agreed(
    _ now: String, _ then: String, _ key: String, _ year: TrendStudy.Year, _ file: TrendFile
  ) throws(EstimationError) -> String {
    guard !now.isEmpty, !then.isEmpty, now != then else { return then.isEmpty ? now : then }
    let what = key == "flow_kind" ? "kind of flows" : key
    throw file.failure(
      year.year,
      "the \(what) of \(year.table) is '\(now)', that of the years before '\(then)'; take tables that agree, or correct "
        + "'\(key)' in the metadata that are wrong")
  }
}
