import Foundation

/// Whether paired differences lie around zero, and around what they lie: the signed-rank test, two-sided, with the
/// Hodges-Lehmann estimate. Times are compared by differences of their logarithms.
///
/// Differences of zero say nothing to the test and are left out of it. Up to `mostExact` others the distribution over all signs
/// is counted, equal sizes included; above it is the normal one with the correction for ties.
/// Cost: n (n + 1) / 2 means of pairs.
/// Reference: Wilcoxon (1945); Hodges and Lehmann (1963); Lehmann (1975), Nonparametrics, sections 3.2 and 4.3.
public struct SignedRank: Sendable, Equatable {
  /// Differences that are not zero.
  public let count: Int
  /// The sum of the ranks of positive differences.
  public let w: Double
  public let p: Double
  public let isExact: Bool
  /// The median of the means of all pairs, each difference with itself included.
  public let estimate: Double
  /// Holds the centre of symmetric differences with at least the probability `confidence`; nil where there are too few, under six
  /// for 95 %.
  public let interval: ClosedRange<Double>?

  public static let mostExact = 50
  /// Above this the means of pairs would fill too much memory.
  public static let mostDifferences = 4096

  /// Nil without differences, with too many, or with one that is not finite.
  public init?(_ differences: [Double], confidence: Double = 0.95) {
    guard (1...Self.mostDifferences).contains(differences.count), differences.allSatisfy(\.isFinite) else { return nil }
    let kept = differences.filter { $0 != 0 }
    let ranks = MidRanks(kept.map(abs))
    let sum = zip(kept, ranks.doubled).reduce(0) { $0 + ($1.0 > 0 ? $1.1 : 0) }
    count = kept.count
    w = Double(sum) / 2
    isExact = kept.count <= Self.mostExact
    p = isExact ? MannWhitney.tails(Self.ways(ranks.doubled), at: sum) : Self.normal(w, kept.count, ties: ranks.tieTerm)
    let means = Self.means(differences)
    estimate = SampleStatistics.quantile(means, 0.5)
    interval = Self.rank(differences.count, tail: (1 - confidence) / 2).map { means[$0]...means[means.count - 1 - $0] }
  }

  /// Signs of the ranks by the sum of the positive ones. Counts stay under 2⁵⁰, exact in a double.
  private static func ways(_ ranks: [Int]) -> [Double] {
    let width = ranks.reduce(0, +) + 1
    var ways = Array(repeating: 0.0, count: width)
    ways[0] = 1
    for rank in ranks {
      for s in stride(from: width - 1, through: rank, by: -1) { ways[s] += ways[s - rank] }
    }
    return ways
  }

  private static func normal(_ w: Double, _ count: Int, ties: Double) -> Double {
    let n = Double(count)
    let variance = n * (n + 1) * (2 * n + 1) / 24 - ties / 48
    guard variance > 0 else { return 1 }
    return min(1, erfc(abs(w - n * (n + 1) / 4) / (2 * variance).squareRoot()))
  }

  /// Means of all pairs, ascending.
  private static func means(_ values: [Double]) -> [Double] {
    var means: [Double] = []
    means.reserveCapacity(values.count * (values.count + 1) / 2)
    for i in values.indices {
      for j in i..<values.count { means.append(0.5 * (values[i] + values[j])) }
    }
    return means.sorted()
  }

  /// The largest c, from zero, with P(W ≤ c) ≤ `tail`; nil where there is none.
  private static func rank(_ count: Int, tail: Double) -> Int? {
    if count > mostExact {
      let n = Double(count)
      let deviation = (n * (n + 1) * (2 * n + 1) / 24).squareRoot()
      return max(0, Int((n * (n + 1) / 4 - 0.5 - TwoSidedQuantile.normal(beyond: 2 * tail) * deviation).rounded(.down)))
    }
    let ways = ways(Array(1...count))
    let total = ways.reduce(0, +)
    var (below, rank) = (0.0, Int?.none)
    for (c, number) in ways.enumerated() {
      below += number
      guard below <= tail * total else { break }
      rank = c
    }
    return rank
  }
}
