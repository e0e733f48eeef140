/// The order in which items are measured: random in every round, and fair to every pair.
///
/// Rounds come in pairs, a random order and the same order backwards. Over each pair every item runs once before and once
/// after every other, so a slow drift of the machine cancels in comparisons.
public struct Schedule: Sendable, Equatable {
  public let seed: UInt64

  public init(seed: UInt64) { self.seed = seed }

  /// The order of `count` items in round `round`, from zero.
  public func order(round: Int, count: Int) -> [Int] { order(round: round, groups: Array(repeating: 0, count: count)) }

  /// The order of items of which those with equal numbers stand together; the groups follow each other in random order, too.
  public func order(round: Int, groups: [Int]) -> [Int] {
    var generator = SplitMix64(seed: seed, stream: "schedule \(round / 2)")
    var names = groups.indices.filter { groups.firstIndex(of: groups[$0]) == $0 }.map { groups[$0] }
    generator.shuffle(&names)
    let order = names.flatMap { name in
      var members = groups.indices.filter { groups[$0] == name }
      generator.shuffle(&members)
      return members
    }
    return round.isMultiple(of: 2) ? order : order.reversed()
  }
}
