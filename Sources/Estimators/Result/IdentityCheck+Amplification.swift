extension IdentityCheck {
  /// More than this of the magnitude is never rounding, however large the multipliers: the figure would have no digits to show.
  public static let largestAmplifiedRounding = 1e-6
  /// Units of rounding in a prepared system's backward error, over the root of the sectors. Observed with multipliers of a
  /// million (AmplificationTests): 0.17 at most.
  private static let backwardError = 2.0

  /// The check, held against what a solve's backward error of some roundings becomes when a multiplier carries it through the
  /// inverse: once, and up to `largestAmplifiedRounding`. One that holds stays as it is.
  ///
  /// `multiplier`: the largest output multiplier, the 1-norm of the inverse.
  /// Reference: Higham (2002), *Accuracy and Stability of Numerical Algorithms*, section 7.1.
  public func amplified(by multiplier: Double, sectors: Int) -> IdentityCheck {
    guard !holds, multiplier > 1, multiplier.isFinite else { return self }
    var check = self
    let rounding = Self.backwardError * Double(sectors).squareRoot() * (Double.ulpOfOne / 2) * multiplier
    check.amplifiedRounding = min(rounding, Self.largestAmplifiedRounding)
    return check
  }
}
