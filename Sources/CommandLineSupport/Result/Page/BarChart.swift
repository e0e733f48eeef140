import Leontief

/// Bars of rows, side by side or end to end. Names and figures are text of the page; only the bars are drawn.
struct BarChart {
  /// A part of a row's bars.
  struct Segment {
    let series: Int
    let from: Double
    let to: Double
    let lane: Int
  }

  struct Row {
    let names: [String]
    /// A text for each lane.
    let texts: [String]
    let segments: [Segment]
  }

  let rows: [Row]
  let lanes: Int
  let axis: ChartAxis
  let unit: String
  /// A line through all rows.
  var reference: Double?

  /// Pixels of a lane, and around all of a row's.
  private static let (laneHeight, margin) = (13, 5)

  private var height: Int { lanes * Self.laneHeight + 2 * Self.margin }

  var markup: Markup {
    Markup("div", ["class": "bars"], [.lines(rows.map(line) + [axisLine])])
  }

  private func line(_ row: Row) -> Markup {
    Markup(
      "div", ["class": "bar"],
      [
        Markup("span", ["class": "label"], Self.label(row.names)),
        plot(height, axis.gridLines() + [bars(row)] + referenceLine),
        Markup("span", ["class": "value"], row.texts.map { Markup("span", text: $0) }),
      ])
  }

  /// Heights within count from the middle.
  private func bars(_ row: Row) -> Markup {
    Markup("svg", ["y": "50%", "overflow": "visible"], row.segments.map(bar))
  }

  /// A drawing that is as high as its row, whose middle is half the height; and at least so many pixels.
  private func plot(_ height: Int, _ shapes: [Markup]) -> Markup {
    Markup(
      "span", ["class": "plot", "style": "min-height: \(height)px"], [Markup("svg", ["aria-hidden": "true"], shapes)])
  }

  /// Codes muted before the name.
  static func label(_ names: [String]) -> [Markup] {
    names.dropLast().map { Markup("span", ["class": "code"], text: "\($0) ") } + [Markup(text: names[names.count - 1])]
  }

  private func bar(_ segment: Segment) -> Markup {
    let ends = [axis.position(segment.from), axis.position(segment.to)].sorted()
    return Markup(
      "rect",
      [
        "class": "s\(segment.series)", "x": ChartAxis.percent(ends[0]), "width": ChartAxis.percent(ends[1] - ends[0]),
        "y": "\(segment.lane * Self.laneHeight - lanes * Self.laneHeight / 2)", "height": "\(Self.laneHeight - 1)",
      ])
  }

  private var referenceLine: [Markup] {
    reference.map { reference in
      let x = ChartAxis.percent(axis.position(reference))
      return [Markup("line", ["class": "reference", "x1": x, "x2": x, "y1": "0", "y2": "100%"])]
    } ?? []
  }

  private var axisLine: Markup {
    Markup(
      "div", ["class": "bar axis", "aria-hidden": "true"],
      [
        Markup("span", ["class": "label"]),
        plot(18, axis.labels(y: 13)),
        Markup("span", ["class": "value"]),
      ])
  }
}
