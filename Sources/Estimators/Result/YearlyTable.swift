/// The tables of one name of several years.
struct YearlyTable {
  let years: [(year: Int, table: ResultTable)]
  /// All columns that any year has, in the order in which they appear.
  let columns: [ResultTable.Column]

  init(_ years: [(Int, ResultTable)]) {
    self.years = years.map { (year: $0.0, table: $0.1) }
    var columns: [ResultTable.Column] = []
    for column in years.flatMap(\.1.columns) where !columns.contains(where: { $0.name == column.name }) { columns.append(column) }
    for k in columns.indices where !years.allSatisfy({ $0.1.columns.contains { $0.name == columns[k].name } }) {
      let reason = "the year's table has no such column"
      columns[k].reasonForNone = columns[k].reasonForNone.map { "\($0), or \(reason)" } ?? reason
    }
    self.columns = columns
  }

  /// All rows, each year's after another's, with the pictures of the last year.
  var stacked: ResultTable {
    var result = ResultTable(
      years[0].table.name, years[0].table.title, columns: [ResultTable.Column("year", "year", .integer)] + columns)
    for (year, table) in years {
      let cells = places(table)
      for row in table.rows { result.add([.number(Double(year))] + cells.map { $0.map { row[$0] } ?? .none }) }
    }
    if let last = years.last {
      result.charts = last.table.charts.map { chart in
        var dated = chart
        (dated.title, dated.year) = ("\(chart.title), \(last.year)", last.year)
        return dated
      }
    }
    return result
  }

  /// The row of the stacked table in which a row of the last year stands.
  func place(ofLast row: Int) -> Int { years.dropLast().reduce(row) { $0 + $1.table.rows.count } }

  /// Later less earlier figures of rows with the same texts, for every pair of years.
  func changes(_ spans: [(Int, Int)]) -> ResultTable {
    let texts = labels
    var figures = columns.filter { [.amount, .ratio, .share].contains($0.format) }
    for k in figures.indices { figures[k].reasonForNone = "one of the years has no such figure" }
    var result = ResultTable(
      "\(years[0].table.name)_change", "Change: \(years[0].table.title)",
      columns: [ResultTable.Column("first", "from", .integer), ResultTable.Column("last", "to", .integer)] + texts + figures)
    guard !figures.isEmpty else { return result }
    for (first, last) in spans {
      guard let before = years.first(where: { $0.year == first })?.table,
        let after = years.first(where: { $0.year == last })?.table
      else { continue }
      let old = keyed(before)
      for (key, row) in keyed(after).sorted(by: { $0.value.place < $1.value.place }) {
        guard let then = old[key] else { continue }
        let span: [ResultTable.Cell] = [.number(Double(first)), .number(Double(last))]
        let labels = texts.map { cell($0.name, row.cells, after) }
        result.add(
          span + labels
            + figures.map { Self.difference(cell($0.name, then.cells, before), cell($0.name, row.cells, after)) })
      }
    }
    return result
  }

  /// The columns that name a row: those of text before the first figure. A role or a remark behind figures may change with the
  /// years.
  var labels: [ResultTable.Column] { Array(columns.prefix { $0.format == .text }) }

  struct Key: Hashable {
    var texts: [String]
    /// Which of several rows with the same texts.
    var occurrence: Int
  }

  func keyed(_ table: ResultTable) -> [Key: (place: Int, cells: [ResultTable.Cell])] {
    var rows: [Key: (place: Int, cells: [ResultTable.Cell])] = [:]
    for (place, cells) in table.rows.enumerated() {
      let texts = labels.map { column in
        if case .text(let text) = cell(column.name, cells, table) { text } else { "" }
      }
      var key = Key(texts: texts, occurrence: 0)
      while rows[key] != nil { key.occurrence += 1 }
      rows[key] = (place, cells)
    }
    return rows
  }

  private func places(_ table: ResultTable) -> [Int?] {
    columns.map { column in table.columns.firstIndex { $0.name == column.name } }
  }

  func cell(_ column: String, _ row: [ResultTable.Cell], _ table: ResultTable) -> ResultTable.Cell {
    table.columns.firstIndex { $0.name == column }.map { row[$0] } ?? .none
  }

  static func difference(_ before: ResultTable.Cell, _ after: ResultTable.Cell) -> ResultTable.Cell {
    guard case .number(let old) = before, case .number(let new) = after else { return .none }
    return ResultTable.Cell(new - old)
  }
}
