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
