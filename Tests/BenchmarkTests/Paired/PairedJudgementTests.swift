import BenchmarkHarness
import Foundation
import Testing

/// Verdicts on generations whose effects are known.
@Suite struct PairedJudgementTests {
  @Test func looksAreSignificantAtFirst() {
    // 7 · 2 / 2¹² = 0.0034 is too much for a third of 0.01, 7 · 2 / 2¹³ is not; one cell needs 2 / 2¹⁰.
    #expect(PairedRule(minEffect: 0.02, cells: 7).looks == [13, 26, 52])
    #expect(PairedRule(minEffect: 0.02, cells: 1).looks == [10, 20, 40])
    #expect(PairedRule(minEffect: 0.02, cells: 0).looks == [10, 20, 40])
  }

  @Test func allSignsAlike() throws {
    let rule = PairedRule(minEffect: 0.02, cells: 4)
    let effects = (0..<12).map { log(0.95) + 1e-4 * Double($0) }
    let judgement = try #require(PairedJudgement(effects, rule: rule))
    #expect(judgement.p == 2.0 / 4096 && judgement.adjustedP == 8.0 / 4096 && judgement.generations == 12)
    #expect(judgement.verdict == .slower && abs(judgement.ratio - 0.95 * exp(5.5e-4)) < 1e-12)
    #expect(try #require(judgement.interval).contains(judgement.ratio))
    #expect(PairedJudgement(effects.map { -$0 }, rule: rule)?.verdict == .faster)
    // As significant, and of no interest.
    #expect(PairedJudgement(effects, rule: PairedRule(minEffect: 0.06, cells: 4))?.verdict == .same)
    // Too few for the number of cells, and for anything.
    #expect(PairedJudgement(effects, rule: PairedRule(minEffect: 0.02, cells: 7))?.verdict == .inconclusive)
    #expect(PairedJudgement(Array(effects.prefix(7)), rule: PairedRule(minEffect: 0.02, cells: 1))?.verdict == .inconclusive)
    #expect(PairedJudgement([], rule: rule) == nil && PairedJudgement([.nan], rule: rule) == nil)
  }

  /// Generations of 2 % spread with outliers of 30 % in every tenth, judged at three looks: of 1000 cells where nothing differs
  /// none is said to, with this seed; of 200 that are 5 % slower all are found. One in a hundred, and 95 %, are promised.
  @Test func ratesOfErrors() {
    var generator = SplitMix64(seed: 11)
    let rule = PairedRule(minEffect: 0.02, cells: 7)
    func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + Double(generator.next(below: 1 << 30)) / 0x1p30 } }
    func verdict(_ centre: Double) -> SpeedVerdict {
      var effects: [Double] = []
      for look in rule.looks {
        while effects.count < look { effects.append(centre + (generator.next(below: 10) == 0 ? 0.3 : 0.02) * normal()) }
        if let judgement = PairedJudgement(effects, rule: rule), judgement.verdict != .inconclusive { return judgement.verdict }
      }
      return .inconclusive
    }
    let nothing = (0..<1000).map { _ in verdict(0) }
    #expect(nothing.count { $0 == .slower || $0 == .faster } <= 2)
    #expect((0..<200).count { _ in verdict(log(1 / 1.05)) == .slower } >= 195)
  }
}
