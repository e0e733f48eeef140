import BenchmarkHarness
import Foundation

extension ResultText {
  /// Whether intervals are as narrow as they were to be.
  var targetLine: [String] {
    let limits = document.limits
    guard limits.hasTarget else { return [] }
    let percent = { (width: Double) in String(format: "%.3g %%", 100 * width) }
    let wide = document.cells.filter { !limits.isSatisfied($0) }
    guard let widest = wide.max(by: { Self.width($0) < Self.width($1) }) else {
      return ["target: half of every interval is at most \(percent(limits.targetHalfWidth)) of its median"]
    }
    let own = Self.width(widest).isFinite ? percent(Self.width(widest)) : "no interval"
    return [
      "target of \(percent(limits.targetHalfWidth)) not reached by \(wide.count) of \(document.cells.count) cells when time was "
        + "over; widest: \(document.key(widest).text), \(own)"
    ]
  }

  private static func width(_ cell: CellRecord) -> Double { cell.stats?.relativeHalfWidth ?? .infinity }
}
