import Foundation
import Leontief

/// Points under roofs, both axes logarithmic: rates of work over the work done for each byte.
///
/// Reference: Williams, Waterman and Patterson (2009), "Roofline", CACM 52(4).
struct RooflineChart: PointPlane {
  let points: [PlanePoint]
  let xAxis: ChartAxis
  let yAxis: ChartAxis
  /// The names of series, in the order of their colours.
  let series: [String]
  let titles: (x: String, y: String)
  private let colours: [Int]
  private let roofs: [ResultChart.Roof]

  /// Colours that are told apart.
  private static let mostSeries = 6

  init(_ figures: PageFigures, x: Int, y: Int, series column: Int, roofs: [ResultChart.Roof]) {
    let names = LineChart.names(figures, column).map { figures.text($0, column) }
    var (points, colours): ([PlanePoint], [Int]) = ([], [])
    for row in figures.table.rows.indices {
      guard let across = figures.value(row, x), let up = figures.value(row, y), across > 0, up > 0 else { continue }
      let colour = names.firstIndex(of: figures.text(row, column)) ?? 0
      let text = figures.names(row).joined(separator: ", ")
      points.append(
        PlanePoint(
          name: figures.text(row, 0), title: "\(text): \(figures.shortText(row, y)) at \(figures.shortText(row, x))", x: across,
          y: up))
      colours.append(min(colour, Self.mostSeries - 1))
    }
    (self.points, self.colours, self.roofs) = (points, colours, roofs.filter { $0.rate > 0 && $0.rate.isFinite })
    series = Array(names.prefix(Self.mostSeries))
    titles = (figures.header[x], figures.header[y])
    let peak = roofs.filter { !$0.isSlope }.map(\.rate).max()
    // Every ridge is on the plane.
    let ridges = peak.map { peak in roofs.filter(\.isSlope).map { peak / $0.rate } } ?? []
    xAxis = ChartAxis(logarithmic: points.map(\.x) + ridges)
    yAxis = ChartAxis(logarithmic: points.map(\.y) + roofs.filter { !$0.isSlope }.map(\.rate))
  }

  /// High points first: they are read against the roofs.
  func prominence(_ point: PlanePoint) -> Double { yAxis.position(point.y) }

  var markup: Markup {
    Markup(
      "svg", ["class": "scatter", "height": "\(Self.top + Self.height + 24)", "role": "img", "aria-label": description],
      grid + levels + slopes + zip(points, colours).map(dot) + names)
  }

  private var description: String {
    let lines = roofs.map(\.title).joined(separator: ", ")
    return "\(titles.y) by \(titles.x), \(points.count) points under roofs: \(lines)"
  }

  private var steepest: Double? { roofs.filter(\.isSlope).map(\.rate).max() }
  private var highest: Double? { roofs.filter { !$0.isSlope }.map(\.rate).max() }

  /// From where the steepest slope meets it to the right end, with its name above.
  private var levels: [Markup] {
    roofs.filter { !$0.isSlope }.flatMap { roof -> [Markup] in
      let y = Self.height(yAxis.position(roof.rate))
      let start = steepest.map { across(roof.rate / $0) } ?? "0"
      return [
        Markup("line", ["class": "roof", "x1": start, "x2": "100%", "y1": Self.pixels(y), "y2": Self.pixels(y)]),
        label(roof.title, x: "100%", y: y - 5, anchor: "end"),
      ]
    }
  }

  /// From the left or the lower end to the highest level, each named where it begins; names that would meet are moved apart.
  private var slopes: [Markup] {
    let (left, low, right) = (xAxis.ticks.low, yAxis.ticks.low, xAxis.ticks.high)
    var lowest = -Double.infinity
    return roofs.filter(\.isSlope).sorted { $0.rate > $1.rate }.flatMap { roof -> [Markup] in
      let from = max(left, low / roof.rate)
      let to = min(right, (highest ?? yAxis.ticks.high) / roof.rate)
      guard from < to else { return [] }
      let (start, end) = (Self.height(yAxis.position(roof.rate * from)), Self.height(yAxis.position(roof.rate * to)))
      let place = max(start - 6, lowest + 14)
      lowest = place
      return [
        Markup(
          "line", ["class": "roof", "x1": across(from), "x2": across(to), "y1": Self.pixels(start), "y2": Self.pixels(end)]),
        label(roof.title, x: across(from), y: place, anchor: "start"),
      ]
    }
  }

  private func label(_ text: String, x: String, y: Double, anchor: String) -> Markup {
    Markup(
      "text", ["class": "quarter", "x": x, "y": Self.pixels(y), "dx": anchor == "start" ? "6" : "0", "text-anchor": anchor],
      text: text)
  }

  private func dot(_ point: PlanePoint, _ colour: Int) -> Markup {
    Markup(
      "circle",
      ["class": "s\(colour)", "cx": across(point.x), "cy": Self.pixels(Self.height(yAxis.position(point.y))), "r": "4"],
      [Markup("title", text: point.title)])
  }
}
