import Foundation

/// A point of a plane: its name, what is told of it where a pointer rests on it, and its figures.
struct PlanePoint {
  let name: String
  let title: String
  let x: Double
  let y: Double
}

/// A plane with points that have names beside them. Widths are shares of the drawing's, heights are pixels.
protocol PointPlane {
  var points: [PlanePoint] { get }
  var xAxis: ChartAxis { get }
  var yAxis: ChartAxis { get }
  /// The names of points with the largest are placed first.
  func prominence(_ point: PlanePoint) -> Double
}

extension PointPlane {
  static var top: Int { 26 }
  static var height: Int { 360 }

  func across(_ x: Double) -> String { ChartAxis.percent(xAxis.position(x)) }

  static func height(_ position: Double) -> Double { Double(top) + Double(height) * (1 - position) }

  static func pixels(_ y: Double) -> String { String(format: "%.1f", y) }

  /// Lines at the ticks of both axes, and their texts.
  var grid: [Markup] {
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
}
