/// The order in which items are measured: random in every round, and fair to every pair.
///
/// Rounds come in pairs, a random order and the same order backwards. Over each pair every item runs once before and once
/// after every other, so a slow drift of the machine cancels in comparisons.
public struct Schedule: Sendable, Equatable {
  public let seed: UInt64

  public init(seed: UInt64) { self.seed = seed }

  /// The order of `count` items in round `round`, from zero.
  public func order(round: Int, count: Int) -> [Int] {
    var generator = SplitMix64(seed: seed, stream: "schedule \(round / 2)")
    var order = Array(0..<count)
    generator.shuffle(&order)
    return round.isMultiple(of: 2) ? order : order.reversed()
  }
}
