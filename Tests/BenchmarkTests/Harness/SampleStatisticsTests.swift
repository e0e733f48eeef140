import BenchmarkHarness
import Testing

@Suite struct SampleStatisticsTests {
  /// Nine samples: P(Binomial(9, 1/2) ≤ 1) = 10/512, twice that is under 5 %; ≤ 2 is 46/512, twice that is not. So the
  /// interval is from the second to the eighth.
  @Test func nineSamplesByHand() throws {
    let statistics = try #require(SampleStatistics([9, 1, 8, 2, 7, 3, 6, 4, 5]))
    #expect(statistics.median == 5)
    #expect(statistics.interval == 2...8)
    #expect(statistics.minimum == 1)
    #expect(statistics.maximum == 9)
    #expect(statistics.p25 == 3)
    #expect(statistics.p75 == 7)
    #expect(abs(statistics.p95 - 8.6) < 1e-12)
    // Deviations 0 1 1 2 2 3 3 4 4.
    #expect(statistics.mad == 2)
    #expect(statistics.count == 9)
    #expect(statistics.relativeHalfWidth == 0.6)
  }

  @Test func anEvenNumberOfSamplesHasTheMeanOfTheMiddleTwo() throws {
    let statistics = try #require(SampleStatistics([4, 1, 3, 10]))
    #expect(statistics.median == 3.5)
    #expect(statistics.p25 == 2.5)
  }

  /// Ranks from tables of the sign test: none for 5; 1 and 6 of 6; 6 and 15 of 20; 40 and 61 of 100.
  @Test(arguments: [(5, nil), (6, 0), (8, 0), (20, 5), (100, 39)] as [(Int, Int?)])
  func ranksOfTheInterval(count: Int, rank: Int?) throws {
    let statistics = try #require(SampleStatistics((0..<count).map(Double.init)))
    #expect(statistics.interval == rank.map { Double($0)...Double(count - 1 - $0) })
  }

  /// 2⁻⁵⁰⁰⁰ is not a double; by the normal approximation the rank is near 2500 − 0.98 √5000.
  @Test func manySamples() throws {
    let statistics = try #require(SampleStatistics((0..<5000).map(Double.init)))
    let lower = try #require(statistics.interval?.lowerBound)
    #expect(abs(lower - (2500 - 0.98 * 5000.0.squareRoot())) < 2)
  }

  @Test func nothingAndNotANumberHaveNoStatistics() {
    #expect(SampleStatistics([]) == nil)
    #expect(SampleStatistics([1, .nan]) == nil)
    #expect(SampleStatistics([1, .infinity]) == nil)
  }
}
