import Foundation
import Leontief

/// Lines over numbers, by themselves years. Widths are shares of the drawing's, heights are pixels.
struct LineChart {
  struct Point {
    let x: Double
    let y: Double
    let text: String
  }

  struct Line {
    let title: String
    let points: [Point]
  }

  let lines: [Line]
  let xs: [Double]
  let axis: ChartAxis
  let unit: String

  /// Lines that are told apart; the page says when there are more.
  static let mostLines = 6
  private static let (top, height) = (10, 220)

  init(_ lines: [Line], factor: Double, unit: String) {
    self.lines = lines
    self.unit = unit
    xs = Set(lines.flatMap { $0.points.map(\.x) }).sorted()
    let values = lines.flatMap { $0.points.map(\.y) }
    // From zero, unless that would press all lines into the upper tenth.
    let (low, high) = (values.min() ?? 0, values.max() ?? 0)
    axis = ChartAxis(values, factor: factor, includesZero: !(low > 0.9 * high || high < 0.9 * low))
  }

  var markup: Markup {
    Markup(
      "svg",
      ["class": "lines", "height": "\(Self.top + Self.height + 24)", "role": "img", "aria-label": description],
      grid + xLabels + lines.enumerated().flatMap(drawn) + endLabels)
  }

  /// What a picture says to those who do not see it.
  private var description: String {
    lines.map { line in
      guard let first = line.points.first, let last = line.points.last else { return "\(line.title): no figures" }
      return "\(line.title): \(first.text) in \(Self.text(first.x)), \(last.text) in \(Self.text(last.x))"
    }.joined(separator: "; ")
  }

  private static func text(_ x: Double) -> String { String(format: "%.10g", x) }

  private func x(_ x: Double) -> Double {
    guard let first = xs.first, let last = xs.last, last > first else { return 0.5 }
    return (x - first) / (last - first)
  }

  private func y(_ y: Double) -> Double { Double(Self.top) + Double(Self.height) * (1 - axis.position(y)) }

  private static func pixels(_ y: Double) -> String { String(format: "%.1f", y) }

  private var grid: [Markup] {
    zip(axis.ticks.values, axis.marks).flatMap { tick, mark in
      let y = Self.pixels(Double(Self.top) + Double(Self.height) * (1 - mark.position))
      return [
        Markup("line", ["class": tick == 0 ? "zero" : "grid", "x1": "0", "x2": "100%", "y1": y, "y2": y]),
        Markup("text", ["x": "0", "y": y, "dx": "-8", "dy": "4", "text-anchor": "end"], text: mark.text),
      ]
    }
  }

  /// As many as stand apart on a phone, the last one always.
  private var xLabels: [Markup] {
    var shown: [Double] = []
    for value in xs.reversed() where shown.allSatisfy({ abs(x($0) - x(value)) > 0.17 }) { shown.append(value) }
    return shown.reversed().map { value in
      Markup(
        "text", ["x": ChartAxis.percent(x(value)), "y": "\(Self.top + Self.height + 18)", "text-anchor": "middle"],
        text: Self.text(value))
    }
  }

  private func drawn(_ series: Int, _ line: Line) -> [Markup] {
    let strokes = zip(line.points, line.points.dropFirst()).map { from, to in
      Markup(
        "line",
        [
          "class": "line s\(series)", "x1": ChartAxis.percent(x(from.x)), "y1": Self.pixels(y(from.y)),
          "x2": ChartAxis.percent(x(to.x)), "y2": Self.pixels(y(to.y)),
        ])
    }
    let dots = line.points.map { point in
      Markup(
        "circle",
        ["class": "s\(series)", "cx": ChartAxis.percent(x(point.x)), "cy": Self.pixels(y(point.y)), "r": "4"],
        [Markup("title", text: "\(line.title), \(Self.text(point.x)): \(point.text)")])
    }
    return strokes + dots
  }

  /// The last figure of each line, moved apart where lines end close together.
  private var endLabels: [Markup] {
    let ends = lines.compactMap(\.points.last).sorted { y($0.y) < y($1.y) }
    var lowest = -Double.infinity
    return ends.map { point in
      // A line that ends early has its figure above it, out of the others' way.
      guard point.x == xs.last else {
        return Markup(
          "text",
          [
            "class": "end", "x": ChartAxis.percent(x(point.x)), "text-anchor": x(point.x) < 0.2 ? "start" : "middle",
            "y": Self.pixels(y(point.y) - 9),
          ], text: point.text)
      }
      let place = max(y(point.y) + 4, lowest + 14)
      lowest = place
      return Markup(
        "text", ["class": "end", "x": ChartAxis.percent(x(point.x)), "dx": "9", "y": Self.pixels(place)],
        text: point.text)
    }
  }
}
