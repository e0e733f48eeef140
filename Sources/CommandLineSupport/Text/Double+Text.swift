import Foundation

extension Double {
  /// Twelve significant digits, the shortest form of them.
  public var text: String { String(format: "%.12g", self) }

  /// A fraction as a percentage with twelve significant digits.
  public var percentText: String { String(format: "%.12g %%", self * 100) }

  /// A fraction as a percentage with two decimals.
  public var shortPercentText: String { String(format: "%.2f %%", self * 100) }

  /// Three significant digits, for errors and times.
  public var shortText: String { String(format: "%.3g", self) }

  /// The number for JSON, which has no NaN and no infinity.
  public var finite: Double? { isFinite ? self : nil }
}

extension Int {
  /// A number of bytes in the unit that suits it.
  public var byteText: String {
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB"]
    var value = Double(self)
    var unit = 0
    while value >= 1024, unit < units.count - 1 {
      value /= 1024
      unit += 1
    }
    return unit == 0 ? "\(self) bytes" : String(format: "%.1f \(units[unit])", value)
  }
}
