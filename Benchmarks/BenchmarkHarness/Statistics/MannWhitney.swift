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
  /// Values in each sample.
  public let first: Int
  public let second: Int
  /// The variance of `u` where nothing differs, equal values taken into account.
  public let variance: Double

  public static let mostExact = 20

  /// Nil where a sample is empty or holds a value that is not finite.
  public init?(_ first: [Double], _ second: [Double]) {
    guard !first.isEmpty, !second.isEmpty, (first + second).allSatisfy(\.isFinite) else { return nil }
    let ranks = MidRanks(first + second)
    let sum = ranks.doubled.prefix(first.count).reduce(0, +)
    u = Double(sum - first.count * (first.count + 1)) / 2
    (self.first, self.second) = (first.count, second.count)
    variance = Self.variance(Double(first.count), Double(second.count), ties: ranks.tieTerm)
    isExact = max(first.count, second.count) <= Self.mostExact
    p =
      isExact
      ? Self.exact(ranks.doubled, chosen: first.count, sum: sum)
      : Self.normal(u - Double(first.count * second.count) / 2, variance)
  }

  /// How far `u` is from the half of all pairs.
  public var distance: Double { u - Double(first * second) / 2 }

  /// The p-value of samples that do not overlap, none smaller: 2 / C(m + n, m), of logarithms since the count may be no double.
  public static func least(_ first: Int, _ second: Int) -> Double {
    let (m, n) = (Double(first), Double(second))
    return min(1, 2 * exp(lgamma(m + 1) + lgamma(n + 1) - lgamma(m + n + 1)))
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

  /// Of two values or more.
  private static func variance(_ m: Double, _ n: Double, ties: Double) -> Double {
    let total = m + n
    return m * n / 12 * (total + 1 - ties / (total * (total - 1)))
  }

  private static func normal(_ distance: Double, _ variance: Double) -> Double {
    guard variance > 0 else { return 1 }
    return min(1, erfc((abs(distance) - 0.5) / variance.squareRoot() / 2.0.squareRoot()))
  }
}
