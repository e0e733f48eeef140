import Foundation

/// Whether one side of several pairs of samples tends to be larger in all of them together: the rank sums of the pairs, each
/// weighted by 1 / (m + n + 1), with the normal distribution; two-sided. A single pair has its own p-value.
///
/// Reference: van Elteren (1960), Bull. Inst. Int. Stat. 37; Lehmann (1975), Nonparametrics, section 3.3.
public struct StratifiedRankSum: Sendable, Equatable {
  /// Positive where the first samples tend to be the larger.
  public let z: Double
  public let p: Double

  /// Nil without pairs.
  public init?(_ pairs: [MannWhitney]) {
    guard let first = pairs.first else { return nil }
    var (distance, variance) = (0.0, 0.0)
    for pair in pairs {
      let weight = 1 / Double(pair.first + pair.second + 1)
      distance += weight * pair.distance
      variance += weight * weight * pair.variance
    }
    z = variance > 0 ? distance / variance.squareRoot() : 0
    p = pairs.count == 1 ? first.p : min(1, erfc(abs(z) / 2.0.squareRoot()))
  }
}
