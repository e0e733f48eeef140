/// What a fixed-point step x → z = y + A x measured while it read A: the residual y − (I − A) x of the old x is z − x.
///
/// A NaN in any of them stays NaN.
public struct FixedPointStep: Sendable, Equatable {
  /// ‖z − x‖∞, the largest residual of x.
  public var residualMaximum: Double
  /// ‖z − x‖₁, the sum of the residuals of x.
  public var residualSum: Double
  /// ‖z‖∞, to which the residual can be compared.
  public var largest: Double

  public init(residualMaximum: Double = 0, residualSum: Double = 0, largest: Double = 0) {
    self.residualMaximum = residualMaximum
    self.residualSum = residualSum
    self.largest = largest
  }

  /// Takes up one element of z and of x.
  mutating func add(_ z: Double, _ x: Double) {
    let residual = abs(z - x)
    residualMaximum = Double.larger(residualMaximum, residual)
    residualSum += residual
    largest = Double.larger(largest, abs(z))
  }

  /// Takes up what was measured on the rows behind.
  mutating func join(_ other: FixedPointStep) {
    residualMaximum = Double.larger(residualMaximum, other.residualMaximum)
    residualSum += other.residualSum
    largest = Double.larger(largest, other.largest)
  }
}
