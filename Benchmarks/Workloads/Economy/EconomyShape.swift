/// The size of a multi-regional economy: n = regions × sectors of each.
public struct EconomyShape: Sendable, Hashable, CustomStringConvertible {
  public let regions: Int
  public let sectors: Int

  public init(regions: Int, sectors: Int) {
    precondition(regions > 0 && sectors > 0, "an economy has regions and sectors")
    self.regions = regions
    self.sectors = sectors
  }

  public var count: Int { regions * sectors }

  public var description: String { "\(regions)x\(sectors)" }

  /// The shape of `count` sectors in all: that of a published table where one has this size, else as square as its divisors
  /// allow, with more sectors than regions. Nil for a count that is not positive or has no table in memory.
  public init?(count: Int) {
    guard count > 0, count <= Self.largestCount else { return nil }
    if let known = Self.published.first(where: { $0.count == count }) {
      self = known
      return
    }
    var regions = 1
    for divisor in 1...count where divisor * divisor <= count && count.isMultiple(of: divisor) { regions = divisor }
    self.init(regions: regions, sectors: count / regions)
  }

  /// Reads `2464` or `44x56`.
  public init?(_ text: String) {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, numbers.allSatisfy({ (1...Self.largestCount).contains($0) }) else { return nil }
    switch numbers.count {
    case 1: self.init(count: numbers[0])
    case 2 where numbers[0] * numbers[1] <= Self.largestCount: self.init(regions: numbers[0], sectors: numbers[1])
    default: return nil
    }
  }

  /// Sums of the generator's integers are exact up to here, and a matrix of this size has 74 GB.
  static let largestCount = 96_000

  /// Of the World Input-Output Database: the long-run tables, the release of 2013, that of 2016.
  private static let published = [
    EconomyShape(regions: 26, sectors: 23), EconomyShape(regions: 41, sectors: 35), EconomyShape(regions: 44, sectors: 56),
  ]

  /// The sizes of the quick suite: n = 598 and n = 2464.
  public static let quick = [EconomyShape(regions: 26, sectors: 23), EconomyShape(regions: 44, sectors: 56)]
}
