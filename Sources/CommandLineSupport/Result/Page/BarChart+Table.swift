import Leontief

extension BarChart {
  /// The rows of `columns` in an order; `most` of them.
  init(_ figures: PageFigures, columns: [Int], order: ResultChart.Order, most: Int) {
    let shown = Self.ordered(figures.table.rows.indices.map { figures.value($0, columns[0]) }, order).prefix(most)
    rows = shown.map { row in
      let segments = columns.enumerated().compactMap { k, column in
        figures.value(row, column).map { Segment(series: k, from: 0, to: $0, lane: k) }
      }
      return Row(names: figures.names(row), texts: columns.map { figures.shortText(row, $0) }, segments: segments)
    }
    let values = shown.flatMap { row in columns.compactMap { figures.value(row, $0) } }
    axis = ChartAxis(values, factor: figures.factor(columns[0]), includesZero: true)
    (lanes, unit) = (columns.count, figures.unit(columns[0]))
  }

  /// Rows in an order by their figures: those without one last, equal ones as in the table.
  private static func ordered(_ figures: [Double?], _ order: ResultChart.Order) -> [Int] {
    guard order == .largestFirst else { return Array(figures.indices) }
    let keys = figures.map { $0 ?? -.infinity }
    return figures.indices.sorted { (keys[$1], $0) < (keys[$0], $1) }
  }

  /// Parts end to end: those above zero to the right of it, those below to the left.
  init?(_ figures: PageFigures, parts: [ResultChart.Part], order: ResultChart.Order, most: Int) {
    let terms = parts.map { part in Term(part, figures) }
    guard let unitColumn = terms.lazy.compactMap({ $0?.plus.first }).first else { return nil }
    let values: [[Double?]] = figures.table.rows.indices.map { row in
      terms.map { term in term.flatMap { Self.rest(figures, row, $0) } }
    }
    let sums = values.map { row in row.contains { $0 != nil } ? row.compactMap(\.self).reduce(0, +) : nil }
    let shown = Self.ordered(sums, order).prefix(most)
    rows = shown.map { row in
      Row(names: figures.names(row), texts: [figures.shortText(sums[row], unitColumn)], segments: Self.stacked(values[row]))
    }
    axis = ChartAxis(
      rows.flatMap { row in row.segments.flatMap { [$0.from, $0.to] } }, factor: figures.factor(unitColumn), includesZero: true)
    (lanes, unit) = (1, figures.unit(unitColumn))
  }

  /// From one figure to another.
  init(_ figures: PageFigures, low: Int, high: Int, around: Double?, most: Int) {
    let shown = figures.table.rows.indices.prefix(most)
    rows = shown.map { row in
      let ends = [low, high].map { figures.value(row, $0) }
      let segment = ends[0].flatMap { from in ends[1].map { Segment(series: 0, from: from, to: $0, lane: 0) } }
      let text = "\(figures.shortText(row, low)) to \(figures.shortText(row, high))"
      return Row(names: figures.names(row), texts: [text], segments: segment.map { [$0] } ?? [])
    }
    let ends = rows.flatMap { row in row.segments.flatMap { [$0.from, $0.to] } }
    axis = ChartAxis(ends + (around.map { [$0] } ?? []), factor: figures.factor(low), includesZero: false)
    (lanes, unit, reference) = (1, figures.unit(low), around)
  }

  /// The columns of a part of a bar; nil where the table does not have the first of them.
  private struct Term {
    let plus: [Int]
    let less: [Int]

    init?(_ part: ResultChart.Part, _ figures: PageFigures) {
      guard let column = figures.column(part.column) else { return nil }
      plus = [column] + part.plus.compactMap(figures.column)
      less = part.less.compactMap(figures.column)
    }
  }

  /// The sum of columns' figures without what others count, too; nil where one of them is missing.
  private static func rest(_ figures: PageFigures, _ row: Int, _ term: Term) -> Double? {
    let (values, taken) = (term.plus.map { figures.value(row, $0) }, term.less.map { figures.value(row, $0) })
    guard !values.contains(nil), !taken.contains(nil) else { return nil }
    return values.compactMap(\.self).reduce(0, +) - taken.compactMap(\.self).reduce(0, +)
  }

  private static func stacked(_ values: [Double?]) -> [Segment] {
    var (above, below) = (0.0, 0.0)
    return values.enumerated().compactMap { k, value in
      guard let value, value != 0 else { return nil }
      let from = value > 0 ? above : below
      if value > 0 { above += value } else { below += value }
      return Segment(series: k, from: from, to: from + value, lane: 0)
    }
  }
}
