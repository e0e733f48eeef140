import Foundation
import Leontief

/// Points in a plane that two lines divide in four.
struct ScatterChart: PointPlane {
  let points: [PlanePoint]
  let xAxis: ChartAxis
  let yAxis: ChartAxis
  let titles: (x: String, y: String)
  let reference: Double
  let quarters: ResultChart.Quarters

  /// Points above which they are drawn smaller.
  private static let crowd = 300

  init(_ figures: PageFigures, x: Int, y: Int, reference: Double, quarters: ResultChart.Quarters) {
    points = figures.table.rows.indices.compactMap { row in
      guard let across = figures.value(row, x), let up = figures.value(row, y) else { return nil }
      let title = "\(figures.names(row).joined(separator: " ")): \(figures.text(row, x)), \(figures.text(row, y))"
      return PlanePoint(name: figures.shortName(row), title: title, x: across, y: up)
    }
    xAxis = ChartAxis(points.map(\.x) + [reference], factor: figures.factor(x), includesZero: false)
    yAxis = ChartAxis(points.map(\.y) + [reference], factor: figures.factor(y), includesZero: false)
    titles = (figures.header[x], figures.header[y])
    (self.reference, self.quarters) = (reference, quarters)
  }

  var markup: Markup {
    Markup(
      "svg",
      ["class": "scatter", "height": "\(Self.top + Self.height + 42)", "role": "img", "aria-label": description],
      grid + divisions + points.map(dot) + names)
  }

  private var description: String {
    let both = points.filter { $0.x > reference && $0.y > reference }.map(\.name)
    let list = both.isEmpty ? "none" : both.prefix(30).joined(separator: ", ")
    return "\(titles.y) by \(titles.x), \(points.count) points; \(quarters.both): \(list)"
  }

  /// By the distance from where the lines of reference cross, in shares of the axes; points above both come first.
  func prominence(_ point: PlanePoint) -> Double {
    let across = xAxis.position(point.x) - xAxis.position(reference)
    let up = yAxis.position(point.y) - yAxis.position(reference)
    return across * across + up * up + (point.x > reference && point.y > reference ? 2 : 0)
  }

  /// The lines of reference, and above and below the plane what its quarters are called.
  private var divisions: [Markup] {
    let (x, y) = (across(reference), Self.pixels(Self.height(yAxis.position(reference))))
    let (high, low) = ("\(Self.top - 10)", "\(Self.top + Self.height + 38)")
    let corners = [
      ("100%", high, "end", quarters.both), ("100%", low, "end", quarters.onlyX),
      ("0", high, "start", quarters.onlyY), ("0", low, "start", quarters.neither),
    ]
    return [
      Markup("line", ["class": "reference", "x1": x, "x2": x, "y1": "\(Self.top)", "y2": "\(Self.top + Self.height)"]),
      Markup("line", ["class": "reference", "x1": "0", "x2": "100%", "y1": y, "y2": y]),
    ]
      + corners.map { x, y, anchor, text in
        Markup("text", ["class": "quarter", "x": x, "y": y, "text-anchor": anchor], text: text)
      }
  }

  private func dot(_ point: PlanePoint) -> Markup {
    let isBoth = point.x > reference && point.y > reference
    let radius = (isBoth ? 5 : 4) - (points.count > Self.crowd ? 1 : 0)
    return Markup(
      "circle",
      [
        "class": isBoth ? "s0" : "s5", "cx": across(point.x),
        "cy": Self.pixels(Self.height(yAxis.position(point.y))), "r": "\(radius)",
      ], [Markup("title", text: point.title)])
  }
}
