import Foundation

/// What a variate exceeds in size with a probability, both signs together. The distribution functions are inverted by halving.
///
/// Student's, with a whole number of degrees of freedom, is a finite sum of powers of a cosine.
/// Reference: Abramowitz and Stegun (1964), 26.7.3 and 26.7.4.
package enum TwoSidedQuantile {
  package static func normal(beyond tail: Double) -> Double {
    root(40) { erfc($0 / 2.0.squareRoot()) > tail }
  }

  /// `freedom` is one or more.
  package static func student(beyond tail: Double, freedom: Int) -> Double {
    Double(freedom).squareRoot() * tan(root(0.5 * .pi) { 1 - studentWithin($0, freedom) > tail })
  }

  /// The probability of sizes up to t, by the angle whose tangent is t over the root of the degrees of freedom.
  private static func studentWithin(_ angle: Double, _ freedom: Int) -> Double {
    let square = cos(angle) * cos(angle)
    let isOdd = !freedom.isMultiple(of: 2)
    // 1 + 2/3 cos² + 2/3 4/5 cos⁴ + …, and 1 + 1/2 cos² + 1/2 3/4 cos⁴ + … for even numbers.
    var (term, sum) = (freedom > 1 ? 1.0 : 0.0, freedom > 1 ? 1.0 : 0.0)
    for k in stride(from: isOdd ? 3 : 2, to: freedom, by: 2) {
      term *= Double(k - 1) / Double(k) * square
      sum += term
    }
    return isOdd ? 2 / .pi * (angle + sin(angle) * cos(angle) * sum) : sin(angle) * sum
  }

  /// Between zero and `top`, where `isBelow` ceases to hold.
  private static func root(_ top: Double, isBelow: (Double) -> Bool) -> Double {
    var (low, high) = (0.0, top)
    for _ in 0..<100 {
      let middle = 0.5 * (low + high)
      if isBelow(middle) { low = middle } else { high = middle }
    }
    return 0.5 * (low + high)
  }
}
