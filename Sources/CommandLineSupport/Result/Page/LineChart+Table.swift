import Leontief

extension LineChart {
  /// A line for each of `columns` over the column `x`.
  init(_ figures: PageFigures, x: Int, columns: [Int]) {
    let lines = columns.prefix(Self.mostLines).map { column in
      Line(title: figures.table.columns[column].title, points: Self.points(figures, x: x, y: column) { _ in true })
    }
    self.init(Array(lines), factor: figures.factor(columns[0]), unit: figures.unit(columns[0]))
  }

  /// A line for each text of the column `series`.
  init(_ figures: PageFigures, x: Int, value: Int, series: Int) {
    let lines = Self.names(figures, series).prefix(Self.mostLines).map { name in
      Line(
        title: figures.text(name, series),
        points: Self.points(figures, x: x, y: value) { figures.table.rows[$0][series] == figures.table.rows[name][series] })
    }
    self.init(Array(lines), factor: figures.factor(value), unit: figures.unit(value))
  }

  /// The first row of each series, in the table's order.
  static func names(_ figures: PageFigures, _ series: Int) -> [Int] {
    var seen: Set<String> = []
    return figures.table.rows.indices.filter { seen.insert(figures.text($0, series)).inserted }
  }

  private static func points(_ figures: PageFigures, x: Int, y: Int, where isShown: (Int) -> Bool) -> [Point] {
    figures.table.rows.indices.filter(isShown).compactMap { row in
      guard let at = figures.value(row, x), let value = figures.value(row, y) else { return nil }
      return Point(x: at, y: value, text: figures.shortText(row, y))
    }.sorted { $0.x < $1.x }
  }
}
