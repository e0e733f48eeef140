extension YearlyTable {
  /// A row for each of the last year's, with what is compared of every year beside each other and the change from the first to
  /// the last; nil for a table that compares nothing.
  var sideBySide: ResultTable? {
    guard let (last, table) = years.last, let first = years.first?.year, !table.compared.isEmpty else { return nil }
    let compared = table.compared.compactMap { name in columns.first { $0.name == name } }
    var result = ResultTable(
      "\(table.name)_by_year", "\(table.title), \(years.map { String($0.year) }.joined(separator: " and "))",
      columns: labels + compared.flatMap { yearly($0) })
    let rows = years.map { keyed($0.table) }
    for (key, row) in keyed(table).sorted(by: { $0.value.place < $1.value.place }) {
      let figures = compared.flatMap { column in
        let cells = zip(years, rows).map { year, rows in rows[key].map { cell(column.name, $0.cells, year.table) } ?? .none }
        return cells + (column.format == .text ? [] : [Self.difference(cells[0], cells[cells.count - 1])])
      }
      result.add(labels.map { cell($0.name, row.cells, table) } + figures)
    }
    result.charts = compared.prefix(1).map { column in
      let names = ["\(column.name)_\(last)", "\(column.name)_\(first)"]
      return ResultChart(
        "\(table.title): \(column.title), \(last) and \(first)", .bars(names, order: .largestFirst), mostRows: 15)
    }
    return result
  }

  /// What stands beside nothing, for each year that is held against the last: rows are those of one name. Where rows are
  /// compared, each that is missing; else a year that has none of them.
  var remarksOnRows: [String] {
    guard let (last, table) = years.last, !table.rows.isEmpty else { return [] }
    let (now, names) = (keyed(table), labels.map(\.title).joined(separator: ", "))
    let isCompared = !table.compared.isEmpty
    return years.dropLast().flatMap { year, table -> [String] in
      let then = keyed(table)
      let (added, left) = (Self.absent(now, in: then), Self.absent(then, in: now))
      if added.count == now.count {
        return ["\(self.title): nothing of \(last) stands beside \(year), since no row has the same \(names) in both"]
      }
      guard isCompared else { return [] }
      return [(added, last, year), (left, year, last)].compactMap { rows, one, other in
        rows.isEmpty ? nil : "\(self.title): \(Self.listed(rows)) of \(one) not in \(other)"
      }
    }
  }

  private var title: String { years[0].table.title }

  private typealias Rows = [Key: (place: Int, cells: [ResultTable.Cell])]

  /// The names of rows that others do not have, in the order of the table.
  private static func absent(_ rows: Rows, in others: Rows) -> [String] {
    let absent = rows.filter { others[$0.key] == nil }.sorted { $0.value.place < $1.value.place }
    return absent.map { $0.key.texts.filter { !$0.isEmpty }.joined(separator: " ") }
  }

  private static func listed(_ names: [String]) -> String {
    names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " and \(names.count - 5) more" : "")
  }

  /// A compared column of every year, and the change of figures.
  private func yearly(_ column: ResultTable.Column) -> [ResultTable.Column] {
    let reason = column.reasonForNone.map { "\($0), or the year has no such row" } ?? "the year has no such row"
    return (years.map { String($0.year) } + (column.format == .text ? [] : ["change"])).map { year in
      ResultTable.Column(
        "\(column.name)_\(year)", "\(column.title), \(year)", unit: column.unit, column.format, reasonForNone: reason)
    }
  }
}
