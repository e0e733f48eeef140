/// Every table of the years' results with a column of years, and below them what changed.
extension Yearly: Presentable {
  public var presentation: EstimateResult {
    let results = years.map { (year: $0.year, result: $0.result.presentation) }
    guard let last = results.last?.result else { preconditionFailure("an estimate of years without any") }
    var names: [String] = []
    for table in results.flatMap(\.result.tables) where !names.contains(table.name) { names.append(table.name) }
    let tables = names.map { name in
      YearlyTable(results.compactMap { year, result in result.tables.first { $0.name == name }.map { (year, $0) } })
    }
    return EstimateResult(
      title: "\(last.title), \(years.map { String($0.year) }.joined(separator: ", "))",
      method: "\(last.method); each year on its own table, at its prices",
      tables: tables.map(\.stacked)
        + tables.map { $0.changes(spans.map { ($0.first.year, $0.last.year) }) }.filter { !$0.rows.isEmpty },
      checks: results.flatMap { year, result in
        result.checks.map { check in
          var dated = check
          dated.name = "\(year): \(check.name)"
          return dated
        }
      }, remarks: DatedRemarks.joined(results.map { ($0.year, $0.result.remarks) }),
      cost: results.reduce(SolveCost()) { $0.adding($1.result.cost) })
  }
}
