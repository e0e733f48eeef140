/// Two numbers that must agree, but for what the table's own imbalance makes of one of them.
public struct IdentityCheck: Sendable, Equatable {
  public var name: String
  public var value: Double
  public var expected: Double
  /// value − expected in exact arithmetic: what rows or columns that are off by r make of it, L r and the like, with its sign.
  /// Zero in a table that balances.
  public var imbalance = 0.0
  /// What rounding may add, over the magnitude.
  public var tolerance: Double
  /// What large multipliers may make of rounding, over the magnitude; zero where the tolerance suffices.
  public var amplifiedRounding = 0.0
  /// The sum of magnitudes, where the two are sums whose terms may cancel.
  public var scale: Double?

  /// What a difference is held against: the largest of the numbers that are compared, each of which is rounded, and `scale`.
  public var magnitude: Double { max(scale ?? 0, abs(expected), abs(value), abs(imbalance)) }

  /// |value − expected| over the magnitude.
  public var relativeDifference: Double { relative(value - expected) }

  /// The same without what the imbalance explains.
  public var unexplained: Double { relative(value - expected - imbalance) }

  private func relative(_ difference: Double) -> Double {
    difference == 0 ? 0 : abs(difference) / magnitude
  }

  /// What rounding alone may add, relative.
  public static let rounding = 1e-12

  /// What the difference that the imbalance leaves may be, over the magnitude.
  public var allowed: Double { max(tolerance, amplifiedRounding) }

  /// The two agree, with the table's own imbalance and the multipliers' share in rounding counted.
  public var holds: Bool { unexplained <= allowed }

  /// They agree only because the table's imbalance is counted.
  public var isExcusedByImbalance: Bool { holds && relativeDifference > allowed }

  /// They agree only because multipliers amplify rounding.
  public var isExcusedByAmplification: Bool { holds && unexplained > tolerance }
}
