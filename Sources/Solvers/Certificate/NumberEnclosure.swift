/// A number that was computed, between two bounds that were proved.
public struct NumberEnclosure: Sendable, Equatable {
  public var value: Double
  public var lower: Double
  public var upper: Double

  public init(_ value: Double, lower: Double, upper: Double) {
    self.value = value
    self.lower = lower
    self.upper = upper
  }

  /// How far the number may be from its value, relative to it; infinite where nothing bounds it.
  public var relativeRadius: Double {
    let radius = max(upper - value, value - lower)
    return radius == 0 ? 0 : radius.isNaN || value == 0 ? .infinity : radius / abs(value)
  }

  /// The product of two that are not negative.
  static func * (a: NumberEnclosure, b: NumberEnclosure) -> NumberEnclosure {
    NumberEnclosure(a.value * b.value, lower: max(0, (a.lower * b.lower).nextDown), upper: (a.upper * b.upper).nextUp)
  }
}
