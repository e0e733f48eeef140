import Kernels

/// How far an answer is from solving its system, all relative to rounding or to the data.
///
/// With M = I − A or its transpose, r = y − M x, u = 2⁻⁵³ and eps = 2u.
/// References: Rigal and Gaches (1967) for the normwise, Oettli and Prager (1964) for the componentwise backward error;
/// HPL for the scaled residual.
public struct ErrorMeasures: Sendable, Equatable {
  /// ‖r‖∞, in the unit of y.
  public var residual = 0.0
  /// ‖r‖∞ / (eps (‖M‖∞‖x‖∞ + ‖y‖∞) n): HPL's measure; must be under 16, is under 1 for a good answer.
  public var scaledResidual = 0.0
  /// ‖r‖∞ / (‖M‖∞‖x‖∞ + ‖y‖∞).
  public var backwardError = 0.0
  /// max |r|ᵢ / (|M||x| + |y|)ᵢ: the least relative change of single data that makes x exact.
  public var componentwiseBackwardError = 0.0

  /// The componentwise backward error that n roundings, some up and some down, leave behind: √n eps, at least 4 eps and never
  /// more than what iterations are asked for. An answer that good is not refined.
  public static func roundingLevel(sectors n: Int) -> Double {
    min(IterativeSolver.standardTolerance, max(4, Double(n).squareRoot()) * .ulpOfOne)
  }

  /// The worse of two, measure by measure.
  mutating func formMaximum(_ other: ErrorMeasures) {
    residual = Self.larger(residual, other.residual)
    scaledResidual = Self.larger(scaledResidual, other.scaledResidual)
    backwardError = Self.larger(backwardError, other.backwardError)
    componentwiseBackwardError = Self.larger(componentwiseBackwardError, other.componentwiseBackwardError)
  }

  /// The larger number; NaN counts as larger than any.
  private static func larger(_ a: Double, _ b: Double) -> Double { a.isNaN || b.isNaN ? .nan : max(a, b) }
}

extension ErrorMeasures {
  /// The measures of one column, with ‖M‖∞ of a matrix of n sectors. A residual that is not finite makes all of them NaN, a
  /// norm those that it is part of.
  package init(_ figures: ResidualFigures, norm: Double, sectors n: Int) {
    guard figures.residual.isFinite else {
      self.init(residual: .nan, scaledResidual: .nan, backwardError: .nan, componentwiseBackwardError: .nan)
      return
    }
    let backward = Self.share(figures.residual, norm: norm, x: figures.x, y: figures.y)
    self.init(
      residual: figures.residual, scaledResidual: n == 0 ? 0 : backward / (.ulpOfOne * Double(n)), backwardError: backward,
      componentwiseBackwardError: figures.relative)
  }

  /// ‖r‖ / (‖M‖‖x‖ + ‖y‖), also where that sum is not a number any more.
  private static func share(_ residual: Double, norm: Double, x: Double, y: Double) -> Double {
    if residual == 0 { return 0 }
    let scale = norm * x + y
    if scale.isFinite { return residual / scale }
    // A power of two: what it rounds is nothing beside such a scale.
    let unit = 0x1p-600
    let scaled = norm * (x * unit) + y * unit
    return scaled.isFinite ? residual * unit / scaled : .nan
  }

  /// Whether what a finite answer was held against was not finite. Of answers that are not finite, too.
  var isOverflow: Bool { scaledResidual.isNaN || componentwiseBackwardError.isNaN }
}
