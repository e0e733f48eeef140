import Foundation
import Leontief

/// An axis of figures: its ticks, and where figures lie on it.
struct ChartAxis {
  let ticks: AxisTicks
  /// What figures are multiplied with to be shown.
  let factor: Double
  let startsAtZero: Bool

  /// Fewer ticks where their texts are long, so that they stand apart on a phone.
  init(_ values: [Double], factor: Double, includesZero: Bool) {
    let shown = values.map { $0 * factor }
    let ticks = AxisTicks(covering: shown, includesZero: includesZero)
    let longest = ticks.values.map { ticks.text($0).grouped.count }.max() ?? 0
    self.ticks = longest > 6 ? AxisTicks(covering: shown, includesZero: includesZero, about: 2) : ticks
    self.factor = factor
    startsAtZero = self.ticks.low <= 0 && self.ticks.high >= 0
  }

  /// Equal distances are equal ratios; figures that are not positive have no place on it.
  init(logarithmic values: [Double]) {
    ticks = AxisTicks(logarithmic: values)
    (factor, startsAtZero) = (1, false)
  }

  /// 0 at the low end, 1 at the high end.
  func position(_ value: Double) -> Double { ticks.position(value * factor) }

  /// Ticks with their positions and texts.
  var marks: [(position: Double, text: String)] {
    ticks.values.map { (ticks.position($0), ticks.text($0).grouped) }
  }

  /// "12.34%": coordinates across are shares of the width, so that a drawing fits any screen with its text unscaled.
  static func percent(_ position: Double) -> String { String(format: "%.2f%%", 100 * position) }

  /// Lines across the drawing at the ticks; zero's is stronger.
  func gridLines(from top: Int = 0, to bottom: String = "100%") -> [Markup] {
    zip(ticks.values, marks).map { tick, mark in
      let x = Self.percent(mark.position)
      return Markup("line", ["class": tick == 0 ? "zero" : "grid", "x1": x, "x2": x, "y1": "\(top)", "y2": bottom])
    }
  }

  /// The ticks' texts in a line at a height.
  func labels(y: Int) -> [Markup] {
    marks.map { mark in
      let anchor = mark.position < 0.02 ? "start" : mark.position > 0.98 ? "end" : "middle"
      return Markup(
        "text", ["x": Self.percent(mark.position), "y": "\(y)", "text-anchor": anchor], text: mark.text)
    }
  }
}
