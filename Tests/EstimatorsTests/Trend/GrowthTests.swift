import Estimators
import TestSupport
import Testing

/// Gajbhiye and Arora (2022), RBI Bulletin, December: the arithmetic of their published figures, where it is consistent.
@Suite struct GrowthTests {
  @Test func annualRatesOfTheReserveBank() throws {
    // 107.7 to 222.5 billion USD and 5.40 to 8.49 % of GVA, 2014 to 2019.
    let value = try #require(Growth.annualRate(from: 107.7, to: 222.5, years: 5))
    let share = try #require(Growth.annualRate(from: 5.40, to: 8.49, years: 5))
    #expect((value * 1e4).rounded() == 1562 && (share * 1e4).rounded() == 947)
    #expect(abs(value - 0.15617) < 5e-6 && abs(share - 0.09472) < 5e-6)
  }

  @Test func digitalGrewTwoPointFourTimesAsFast() throws {
    #expect((try #require(Growth.relative(0.1562, to: 0.0659)) * 10).rounded() == 24)
  }

  @Test func theImpliedDeflatorFell() throws {
    let rate = try #require(Growth.deflator(value: 0.1562, volume: 0.1747))
    #expect(abs(rate + 0.01575) < 5e-6)
    let overFiveYears = (0..<5).reduce(1.0) { product, _ in product * (1 + rate) } - 1
    #expect(abs(overFiveYears + 0.0763) < 5e-5)
  }

  /// Of 5.40 % of GVA at current prices in 2014 .32 points are prices, of 8.49 % in 2019 −.09: at constant ones it is 5.08 and
  /// 8.58 %.
  @Test func priceEffectsOfTheReserveBank() throws {
    let effects = [(5.40, 5.08), (8.49, 8.58)].map { Growth.priceEffect(nominal: $0 / 100, real: $1 / 100) }
    let points = try effects.map { (try #require($0) * 1e4).rounded() / 100 }
    #expect(points == [0.32, -0.09])
    #expect(Growth.priceEffect(nominal: nil, real: 1) == nil && Growth.priceEffect(nominal: 1, real: nil) == nil)
  }

  @Test func whatHasNoRate() {
    #expect(Growth.annualRate(from: 0, to: 1, years: 1) == nil)
    #expect(Growth.annualRate(from: -1, to: 1, years: 1) == nil)
    #expect(Growth.annualRate(from: 1, to: -1, years: 1) == nil)
    #expect(Growth.annualRate(from: 1, to: 2, years: 0) == nil)
    #expect(Growth.annualRate(from: 1, to: .nan, years: 1) == nil)
    #expect(Growth.annualRate(from: 1, to: 0, years: 2) == -1)
    #expect(Growth.relative(0.1, to: 0) == nil && Growth.relative(nil, to: 0.1) == nil)
    #expect(Growth.deflator(value: 0.1, volume: -1) == nil)
  }
}
