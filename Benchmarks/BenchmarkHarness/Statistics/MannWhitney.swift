import Foundation

/// Whether one of two independent samples tends to be larger: the rank-sum test, two-sided.
///
/// Up to `mostExact` values in each sample the distribution over all divisions of the values at hand, equal ones included, is
/// counted; above it is the normal one with corrections for ties and continuity.
/// Reference: Mann and Whitney (1947); Lehmann (1975), Nonparametrics, sections 1.2 to 1.5.
public struct MannWhitney: Sendable, Equatable {
  /// Pairs in which the first sample's value is the larger, equal ones counted half.
  public let u: Double
  public let p: Double
  public let isExact: Bool

  public static let mostExact = 20

  /// Nil where a sample is empty or holds a value that is not finite.
  public init?(_ first: [Double], _ second: [Double]) {
    guard !first.isEmpty, !second.isEmpty, (first + second).allSatisfy(\.isFinite) else { return nil }
    let ranks = MidRanks(first + second)
    let sum = ranks.doubled.prefix(first.count).reduce(0, +)
    u = Double(sum - first.count * (first.count + 1)) / 2
    isExact = max(first.count, second.count) <= Self.mostExact
    p =
      isExact
      ? Self.exact(ranks.doubled, chosen: first.count, sum: sum)
      : Self.normal(u, Double(first.count), Double(second.count), ties: ranks.tieTerm)
  }

  /// Twice the smaller tail of all choices of `chosen` ranks, at most 1. Counts stay under C(40, 20), exact in a double.
  private static func exact(_ ranks: [Int], chosen: Int, sum: Int) -> Double {
    let width = ranks.reduce(0, +) + 1
    // ways[k][s]: choices of k ranks with sum s.
    var ways = Array(repeating: Array(repeating: 0.0, count: width), count: chosen + 1)
    ways[0][0] = 1
    for rank in ranks {
      for k in stride(from: chosen, to: 0, by: -1) {
        for s in rank..<width { ways[k][s] += ways[k - 1][s - rank] }
      }
    }
    return tails(ways[chosen], at: sum)
  }

  /// Twice the smaller of the shares at or below and at or above a place, at most 1.
  static func tails(_ ways: [Double], at place: Int) -> Double {
    let low = ways[...place].reduce(0, +)
    let high = ways[place...].reduce(0, +)
    return min(1, 2 * min(low, high) / ways.reduce(0, +))
  }

  private static func normal(_ u: Double, _ m: Double, _ n: Double, ties: Double) -> Double {
    let total = m + n
    let variance = m * n / 12 * (total + 1 - ties / (total * (total - 1)))
    guard variance > 0 else { return 1 }
    let distance = (abs(u - m * n / 2) - 0.5) / variance.squareRoot()
    return min(1, erfc(distance / 2.0.squareRoot()))
  }
}
