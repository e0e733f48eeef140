/// One cell of two runs.
public struct CellComparison: Sendable {
  public struct Side: Sendable, Equatable {
    public let median: Double
    public let count: Int
    public let threads: Int
  }

  public let key: CellKey
  public let use: Use
  public let base: Side
  public let other: Side
  /// How many times as fast as the base the other is, with its draws.
  public let speed: MedianRatio
  public let test: MannWhitney
  public private(set) var adjustedP: Double
  public private(set) var verdict = SpeedVerdict.inconclusive
  /// Only samples count that both runs took in the same state of their host, which most of the time was in different ones.
  public private(set) var isMatched = false

  /// Every comparison draws alike, so that anybody can repeat it.
  public static let seed: UInt64 = 1

  /// Nil where a side has no statistics, or a time that is not positive.
  init?(_ base: CellRecord, _ other: CellRecord) {
    let key = CellKey(base)
    guard let first = base.stats, let second = other.stats,
      let speed = MedianRatio(base.countedByProcess, over: other.countedByProcess, seed: Self.seed, stream: key.text),
      let test = MannWhitney(base.counted, other.counted)
    else { return nil }
    (self.key, use) = (key, Use(base))
    self.base = Side(median: first.median, count: base.counted.count, threads: base.threads)
    self.other = Side(median: second.median, count: other.counted.count, threads: other.threads)
    (self.speed, self.test) = (speed, test)
    adjustedP = test.p
  }

  /// The same where the host changed between the runs: of samples in a common state, if there are enough.
  init?(_ base: CellRecord, _ other: CellRecord, in state: CommonState?) {
    let matched = state?.matched(base, other)
    self.init(matched?.base ?? base, matched?.other ?? other)
    isMatched = matched != nil
  }

  mutating func judge(adjustedP: Double, _ rule: ComparisonRule, drift: Double) {
    self.adjustedP = adjustedP
    verdict = rule.verdict(speed.estimate, speed.interval, p: adjustedP, samples: samples, drift: drift)
  }

  /// The p-value of samples that do not overlap; 1 where there are too few for a verdict.
  var leastP: Double { samples < ComparisonRule.leastSamples ? 1 : MannWhitney.least(base.count, other.count) }

  /// Of the side with the fewer.
  public var samples: Int { min(base.count, other.count) }

  /// The ratio for each thread; nil where both sides have as many.
  public var perThread: Double? {
    base.threads == other.threads ? nil : speed.estimate * Double(base.threads) / Double(other.threads)
  }
}

/// What a cell's work is for.
public enum Use: String, Sendable, CaseIterable {
  case products = "matrix products"
  case factorization = "factorization"
  case few = "few right-hand sides"
  case many = "many right-hand sides"
  case aggregation = "aggregation"
  case other = "other work"

  /// Right-hand sides from which they are many.
  private static let leastMany = 16

  public init(_ cell: CellRecord) {
    let columns = if case .integer(let count)? = cell.params["nrhs"] { count } else { 1 }
    self =
      switch cell.kernel {
      case "dgemm", "sgemm": .products
      case "dgetrf", "sgetrf": .factorization
      case "solve": columns < Self.leastMany ? .few : .many
      case "inverse": .many
      case "aggregate": .aggregation
      default: .other
      }
  }
}
