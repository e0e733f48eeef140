import Foundation

/// Round numbers that cover figures: multiples of 1, 2, 2.5 or 5 times a power of ten.
package struct AxisTicks: Sendable, Equatable {
  /// Ascending; at least two.
  package let values: [Double]
  private let decimals: Int
  /// Whether equal distances are equal ratios.
  private let isLogarithmic: Bool

  /// Between about `count` and twice as many steps. No figures, or only zeros, give 0 and 1.
  package init(covering figures: [Double], includesZero: Bool, about count: Int = 4) {
    let range = Self.range(figures.filter(\.isFinite), includesZero: includesZero)
    let step = Self.step((range.high - range.low) / Double(max(count, 1)))
    // A figure that is past a tick only by rounding ends there: 0.3 × 100 / 10 is more than 3.
    let (first, last) = ((range.low / step + 1e-9).rounded(.down), (range.high / step - 1e-9).rounded(.up))
    values = (0...Int(last - first)).map { (first + Double($0)) * step }
    decimals = Self.decimals(step)
    isLogarithmic = false
  }

  /// Powers of ten, at least two, that cover positive figures; others are left out.
  package init(logarithmic figures: [Double]) {
    let decades = figures.filter { $0 > 0 && $0.isFinite }.map(log10)
    // A figure that is past a power of ten only by rounding ends there.
    let first = Int(((decades.min() ?? 0) + 1e-9).rounded(.down))
    let last = max(first + 1, Int(((decades.max() ?? 1) - 1e-9).rounded(.up)))
    values = (first...last).map { pow(10, Double($0)) }
    decimals = 0
    isLogarithmic = true
  }

  package var low: Double { values[0] }
  package var high: Double { values[values.count - 1] }

  /// Where a figure lies between the ends, 0 to 1.
  package func position(_ figure: Double) -> Double {
    let share = isLogarithmic ? log10(max(figure, low) / low) / log10(high / low) : (figure - low) / (high - low)
    return min(max(share, 0), 1)
  }

  package func text(_ tick: Double) -> String {
    if isLogarithmic { return String(format: "%g", tick) }
    let isPlain = decimals <= 6 && max(abs(low), abs(high)) < 1e12
    return String(format: isPlain ? "%.\(decimals)f" : "%.3g", tick == 0 ? 0 : tick)
  }

  private static func range(_ figures: [Double], includesZero: Bool) -> (low: Double, high: Double) {
    // Beyond these a step would overflow or lose its digits.
    let all = (figures + (includesZero ? [0] : [])).map { abs($0) < 1e-290 ? 0 : min(max($0, -1e290), 1e290) }
    guard let low = all.min(), let high = all.max() else { return (0, 1) }
    let size = max(abs(low), abs(high))
    guard size > 0 else { return (0, 1) }
    // Figures that are as good as equal stand in the middle.
    return high - low > 1e-9 * size ? (low, high) : (low - 0.5 * size, high + 0.5 * size)
  }

  private static func step(_ least: Double) -> Double {
    let power = pow(10, log10(least).rounded(.down))
    // A little less than the multiple, since 0.3 / 0.1 is not 3.
    let multiple = [1, 2, 2.5, 5].first { $0 * power >= least * (1 - 1e-9) } ?? 10
    return multiple * power
  }

  /// As many as the step's own digits need.
  private static func decimals(_ step: Double) -> Int {
    let places = max(0, -Int(log10(step * (1 + 1e-9)).rounded(.down)))
    let scaled = step * pow(10, Double(places))
    return abs(scaled - scaled.rounded()) > 1e-6 ? places + 1 : places
  }
}
