/// Two numbers that must agree.
public struct IdentityCheck: Sendable, Equatable {
  public var name: String
  public var value: Double
  public var expected: Double
  /// What the table's own imbalance and rounding allow, relative.
  public var tolerance: Double
  /// What a difference is held against, where the two are sums whose terms may cancel: the sum of magnitudes. By itself
  /// |expected|.
  public var scale: Double?

  /// |value − expected| over the scale.
  public var relativeDifference: Double {
    value == expected ? 0 : abs(value - expected) / (scale ?? abs(expected))
  }

  /// What rounding alone may add, relative.
  public static let rounding = 1e-12

  /// The two agree as far as the table's own imbalance allows.
  public var holds: Bool { relativeDifference <= tolerance }

  /// They agree only because the table's rows do not balance.
  public var isExcusedByImbalance: Bool { holds && relativeDifference > Self.rounding }
}
