import Foundation
import Leontief

/// Points in a plane that two lines divide in four. Widths are shares of the drawing's, heights are pixels.
struct ScatterChart {
  struct Point {
    let name: String
    let title: String
    let x: Double
    let y: Double
  }

  let points: [Point]
  let xAxis: ChartAxis
  let yAxis: ChartAxis
  let titles: (x: String, y: String)
  let reference: Double
  let quarters: ResultChart.Quarters

  private static let (top, height) = (26, 360)

  /// Widths of the drawing, in pixels, for which names are placed: a phone's and a desk's.
  private static let (narrow, wide) = (270.0, 620.0)

  init(_ figures: PageFigures, x: Int, y: Int, reference: Double, quarters: ResultChart.Quarters) {
    points = figures.table.rows.indices.compactMap { row in
      guard let across = figures.value(row, x), let up = figures.value(row, y) else { return nil }
      let title = "\(figures.names(row).joined(separator: " ")): \(figures.text(row, x)), \(figures.text(row, y))"
      return Point(name: figures.shortName(row), title: title, x: across, y: up)
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

  private func across(_ x: Double) -> String { ChartAxis.percent(xAxis.position(x)) }

  private static func height(_ position: Double) -> Double { Double(top) + Double(height) * (1 - position) }

  private static func pixels(_ y: Double) -> String { String(format: "%.1f", y) }

  private var grid: [Markup] {
    let bottom = Self.top + Self.height
    let across = xAxis.gridLines(from: Self.top, to: "\(bottom)") + xAxis.labels(y: bottom + 17)
    let up = yAxis.marks.flatMap { mark in
      let y = Self.pixels(Self.height(mark.position))
      return [
        Markup("line", ["class": "grid", "x1": "0", "x2": "100%", "y1": y, "y2": y]),
        Markup("text", ["x": "0", "y": y, "dx": "-8", "dy": "4", "text-anchor": "end"], text: mark.text),
      ]
    }
    return across + up
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

  private func dot(_ point: Point) -> Markup {
    let isBoth = point.x > reference && point.y > reference
    return Markup(
      "circle",
      [
        "class": isBoth ? "s0" : "s5", "cx": across(point.x),
        "cy": Self.pixels(Self.height(yAxis.position(point.y))), "r": isBoth ? "5" : "4",
      ], [Markup("title", text: point.title)])
  }

  /// Names of the points far out first, where they hide nothing; those that fit only a wide drawing are left out of others.
  private var names: [Markup] {
    var (phone, desk) = (room(Self.narrow), room(Self.wide))
    let order = points.indices.sorted { (distance(points[$1]), $0) < (distance(points[$0]), $1) }.prefix(2000)
    var texts: [Markup] = []
    var rest: [Int] = []
    for point in order {
      let side = ScatterNames.Side.allCases.first { phone.isFree(box(point, $0, phone)) && desk.isFree(box(point, $0, desk)) }
      guard let side else {
        rest.append(point)
        continue
      }
      phone.take(box(point, side, phone))
      desk.take(box(point, side, desk))
      texts.append(name(point, side, "name"))
    }
    for point in rest {
      guard let side = ScatterNames.Side.allCases.first(where: { desk.isFree(box(point, $0, desk)) }) else { continue }
      desk.take(box(point, side, desk))
      texts.append(name(point, side, "name wide"))
    }
    return texts
  }

  private func name(_ point: Int, _ side: ScatterNames.Side, _ kind: String) -> Markup {
    let y = Self.height(yAxis.position(points[point].y))
    return Markup(
      "text",
      [
        "class": kind, "x": across(points[point].x), "dx": side == .right ? "7" : "-7", "y": Self.pixels(y + 4),
        "text-anchor": side == .right ? "start" : "end",
      ], text: points[point].name)
  }

  /// A drawing of a width with its points, before it has names.
  private func room(_ width: Double) -> ScatterNames {
    var room = ScatterNames(width: width)
    for point in points { room.block(xAxis.position(point.x) * width, Self.height(yAxis.position(point.y))) }
    return room
  }

  private func box(_ point: Int, _ side: ScatterNames.Side, _ room: ScatterNames) -> ScatterNames.Box {
    room.box(
      points[point].name, side, xAxis.position(points[point].x) * room.width,
      Self.height(yAxis.position(points[point].y)))
  }

  /// From where the lines of reference cross, in shares of the axes; points above both come first.
  private func distance(_ point: Point) -> Double {
    let across = xAxis.position(point.x) - xAxis.position(reference)
    let up = yAxis.position(point.y) - yAxis.position(reference)
    return across * across + up * up + (point.x > reference && point.y > reference ? 2 : 0)
  }
}
