import Leontief

/// An identity as documents show it.
public struct CheckDocument: Encodable, Sendable {
  public let name: String
  public let value: Double
  public let expected: Double
  /// What the table's imbalance makes of the difference.
  public let imbalance: Double
  @OrNull public var relativeDifference: Double?
  public let tolerance: Double
  /// What large multipliers may make of rounding, where the tolerance does not suffice; as a part of `scale`.
  public let amplifiedRounding: Double
  /// What the relative difference is a part of: the largest of what is compared and the sum of magnitudes.
  public let scale: Double
  public let holds: Bool
  public let excusedByImbalance: Bool
  public let excusedByAmplification: Bool

  public init(_ check: IdentityCheck) {
    (name, value, expected) = (check.name, check.value, check.expected)
    imbalance = check.imbalance
    relativeDifference = check.relativeDifference.finite
    tolerance = check.tolerance
    amplifiedRounding = check.amplifiedRounding
    scale = check.magnitude
    holds = check.holds
    excusedByImbalance = check.isExcusedByImbalance
    excusedByAmplification = check.isExcusedByAmplification
  }
}
