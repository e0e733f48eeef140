import BenchmarkHarness
import Foundation
import Testing

/// Paired differences against SciPy 1.17 and counts by hand.
@Suite struct SignedRankTests {
  /// wilcoxon(d, method="exact"); the ninth of 55 means of pairs from either end, by the tables for n = 10.
  @Test func withoutTies() throws {
    let test = try #require(SignedRank([0.8, -0.3, 1.1, 0.5, -0.2, 0.9, 1.4, 0.7, -0.6, 1.0]))
    #expect(test.w == 55 - 7 && test.isExact && test.count == 10)
    #expect(abs(test.p - 0.037109375) < 1e-15)
    #expect(abs(test.estimate - 0.6) < 1e-15)
    let interval = try #require(test.interval)
    #expect(abs(interval.lowerBound - 0.1) < 1e-15 && abs(interval.upperBound - 1) < 1e-15)
  }

  /// The share of all 2⁸ signs of the ranks of [1, −1, 2, 2, 3, −2, 4, 4] with a sum at least 30.5, twice.
  @Test func tiesAndAZero() throws {
    let test = try #require(SignedRank([1, -1, 2, 2, 0, 3, -2, 4, 4]))
    #expect(test.w == 30.5 && test.count == 8 && test.p == 0.1015625 && test.estimate == 1.5)
  }

  /// wilcoxon(d, method="approx", correction=False).
  @Test func many() throws {
    let test = try #require(SignedRank((0..<60).map { Double(37 * $0 % 61 - 25) / 10 }))
    #expect(!test.isExact && test.count == 59 && abs(test.p - 0.0393246482200441) < 1e-14)
    #expect(abs(test.estimate - 0.5) < 1e-14)
    #expect(try #require(test.interval).contains(0.5))
  }

  /// Against a count over all signs, and above 50 values against quantiles of the normal distribution (norm.isf).
  @Test func otherConfidences() throws {
    let values = (1...13).map { Double($0 * $0) }
    let (usual, wide) = (
      try #require(SignedRank(values)?.interval), try #require(SignedRank(values, confidence: 59.0 / 60)?.interval)
    )
    #expect(wide.lowerBound < usual.lowerBound && wide.upperBound > usual.upperBound)
    #expect(wide.lowerBound == Self.meanOfPairs(values, Self.largestRank(13, tail: 1.0 / 120)))
    let many = (1...60).map(Double.init)
    let deviation = (60.0 * 61 * 121 / 24).squareRoot()
    for (confidence, deviations) in [(0.95, 1.959963984540054), (59.0 / 60, 2.3939797998185104)] {
      let rank = Int((60.0 * 61 / 4 - 0.5 - deviations * deviation).rounded(.down))
      #expect(SignedRank(many, confidence: confidence)?.interval?.lowerBound == Self.meanOfPairs(many, rank))
    }
  }

  private static func meanOfPairs(_ values: [Double], _ rank: Int) -> Double {
    values.indices.flatMap { i in values[i...].map { (values[i] + $0) / 2 } }.sorted()[rank]
  }

  /// By trying all signs: the largest c with P(W ≤ c) at most `tail`.
  private static func largestRank(_ n: Int, tail: Double) -> Int {
    let sums = (0..<1 << n).map { signs in (0..<n).reduce(0) { $0 + (signs >> $1 & 1) * ($1 + 1) } }
    return (0...n * n).last { c in Double(sums.count { $0 <= c }) <= tail * Double(1 << n) } ?? -1
  }

  @Test func edges() throws {
    #expect(SignedRank([]) == nil && SignedRank([.nan]) == nil)
    #expect(SignedRank(Array(repeating: 1, count: SignedRank.mostDifferences + 1)) == nil)
    let none = try #require(SignedRank([0, 0]))
    #expect(none.p == 1 && none.estimate == 0 && none.interval == nil)
    // Six of one sign: 2 / 2⁶, and the least and the largest difference.
    let six = try #require(SignedRank([1, 2, 3, 4, 5, 6]))
    #expect(six.p == 0.03125 && six.interval == 1...6)
    #expect(try #require(SignedRank([1, 2, 3, 4, 5])).interval == nil)
  }

  /// Halves of four cells differ by 0, 1, 2 and 10 %: the 90 % quantile of their logarithms lies between the last two.
  @Test func driftIsThatOfHalves() throws {
    let cells = [1.0, 1.01, 1.02, 1.1].map { factor in [2, 2, 2, 7, 2 * factor, 2 * factor, 2 * factor] }
    let drift = try #require(RunDrift.measured(cells))
    #expect(abs(log(1 + drift) - (0.3 * log(1.02) + 0.7 * log(1.1))) < 1e-12)
    #expect(RunDrift.measured([[1, 2, 3, 4, 5]]) == nil && RunDrift.measured([]) == nil)
    #expect(RunDrift.measured([[1, 1, 1, 1, 1, 1], [0, 1, 1, 1, 1, 1]]) == 0)
  }
}
