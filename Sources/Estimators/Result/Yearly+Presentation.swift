/// Every table of the years' results with a column of years, and below them what changed; pictures and key figures are the last
/// year's.
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
      tables: tables.compactMap(\.sideBySide) + tables.map(\.stacked) + changes(tables),
      checks: results.flatMap { year, result in
        result.checks.map { check in
          var dated = check
          dated.name = "\(year): \(check.name)"
          return dated
        }
      }, remarks: DatedRemarks.joined(results.map { ($0.year, $0.result.remarks) }) + tables.flatMap(\.remarksOnRows),
      cost: results.reduce(SolveCost()) { $0.adding($1.result.cost) },
      keyFigures: keyFigures(last, zip(names, tables).map { ($0, $1) }))
  }

  /// Of tables whose years do not stand side by side.
  private func changes(_ tables: [YearlyTable]) -> [ResultTable] {
    let pairs = spans.map { ($0.first.year, $0.last.year) }
    return tables.filter { $0.sideBySide == nil }.map { $0.changes(pairs) }.filter { !$0.rows.isEmpty }
  }

  private func keyFigures(_ last: EstimateResult, _ tables: [(name: String, table: YearlyTable)]) -> [EstimateResult.KeyFigure] {
    last.keyFigures.compactMap { figure in
      // One of a table that the last year does not have is not shown there either.
      guard last.tables.contains(where: { $0.name == figure.table }), let year = years.last?.year,
        let table = tables.first(where: { $0.name == figure.table })?.table
      else { return nil }
      var dated = figure
      (dated.title, dated.row) = ("\(figure.title), \(year)", table.place(ofLast: figure.row))
      return dated
    }
  }
}
