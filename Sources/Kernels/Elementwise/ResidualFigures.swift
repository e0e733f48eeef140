/// How large the residual of one column is, and what it is held against.
public struct ResidualFigures: Sendable, Equatable {
  /// max |r|; NaN when an element or a weight is not finite.
  public var residual: Double
  /// max |x| and max |y|.
  public var x: Double
  public var y: Double
  /// max |r| / (weight + |y|), zero residuals counted as zero.
  public var relative: Double
  /// Whether x has no negative element; of no meaning beside a residual that is not finite.
  public var isNonNegative: Bool

  public init(residual: Double = 0, x: Double = 0, y: Double = 0, relative: Double = 0, isNonNegative: Bool = true) {
    self.residual = residual
    self.x = x
    self.y = y
    self.relative = relative
    self.isNonNegative = isNonNegative
  }

  mutating func join(_ other: ResidualFigures) {
    residual = residual.isNaN || other.residual.isNaN ? .nan : max(residual, other.residual)
    x = max(x, other.x)
    y = max(y, other.y)
    relative = max(relative, other.relative)
    isNonNegative = isNonNegative && other.isNonNegative
  }
}
