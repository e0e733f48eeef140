import Foundation

/// When two sides differ: by pairs of fresh processes, looked at no more than so many times.
///
/// Samples of one process are no independent trials, since its memory and threads lie where they lie; the unit is a generation,
/// one process of each side, started together. A cell stops at the look that decides it. So that looking several times at
/// several cells finds nothing by chance, p-values count times the cells (Bonferroni) and are held against a part of the
/// significance for each look.
public struct PairedRule: Sendable, Equatable {
  public static let significance = 0.01
  public static let looks = 3
  /// Of each look.
  public static var significanceOfLook: Double { significance / Double(looks) }
  public static var confidence: Double { 1 - 0.05 / Double(looks) }
  /// Generations of the first look at least, for cells however few.
  public static let leastGenerations = 8

  /// The least difference of interest, as a fraction.
  public let minEffect: Double
  /// Cells that are compared.
  public let cells: Int

  public init(minEffect: Double, cells: Int) { (self.minEffect, self.cells) = (minEffect, max(1, cells)) }

  /// The generations after which cells are judged, ascending. At the first all signs alike are just significant.
  public var looks: [Int] {
    var first = Self.leastGenerations
    while Double(cells) * exp2(1 - Double(first)) >= Self.significanceOfLook { first += 1 }
    return [first, 2 * first, 4 * first]
  }
}

/// What the generations of a cell say: how many times as fast B is as A.
public struct PairedJudgement: Sendable, Equatable {
  public let generations: Int
  /// The Hodges-Lehmann estimate of the ratio, and the interval at `PairedRule.confidence`.
  public let ratio: Double
  public let interval: ClosedRange<Double>?
  /// Of the signed-rank test, and times the number of cells.
  public let p: Double
  public let adjustedP: Double
  public let verdict: SpeedVerdict

  /// By logarithms of A's time over B's, one of each generation. Nil without any.
  public init?(_ effects: [Double], rule: PairedRule) {
    guard let test = SignedRank(effects, confidence: PairedRule.confidence) else { return nil }
    (generations, ratio, p) = (effects.count, exp(test.estimate), test.p)
    interval = test.interval.map { exp($0.lowerBound)...exp($0.upperBound) }
    adjustedP = min(1, test.p * Double(rule.cells))
    verdict = Self.verdict(ratio, interval, adjustedP, generations: effects.count, rule)
  }

  private static func verdict(
    _ ratio: Double, _ interval: ClosedRange<Double>?, _ p: Double, generations: Int, _ rule: PairedRule
  ) -> SpeedVerdict {
    guard let interval, generations >= PairedRule.leastGenerations else { return .inconclusive }
    let most = 1 + rule.minEffect
    if p < PairedRule.significanceOfLook, !interval.contains(1), max(ratio, 1 / ratio) > most {
      return ratio > 1 ? .faster : .slower
    }
    return interval.lowerBound >= 1 / most && interval.upperBound <= most ? .same : .inconclusive
  }
}
