import Tables

/// A rise of what a sector pays for a primary input, relative to what it pays now: +10 % is 0.1.
public struct CostShock: Sendable, Equatable {
  /// A code, `REGION/CODE`, `REGION/*` for all sectors of a region, or `*` for all.
  public var sector: String
  public var change: Double

  public init(sector: String, change: Double) { (self.sector, self.change) = (sector, change) }

  /// "C26=+10%" or "C26=0.1". Nil for a text that says no such thing.
  public init?(_ text: String) {
    guard let sign = text.lastIndex(of: "="), sign != text.startIndex else { return nil }
    guard let change = Self.fraction(text[text.index(after: sign)...]) else { return nil }
    self.init(sector: String(text[..<sign]), change: change)
  }

  /// "+10%", "-2.5 %" or "0.1".
  public static func fraction(_ text: some StringProtocol) -> Double? {
    var digits = String(text.filter { $0 != " " })
    let isPercent = digits.last == "%"
    if isPercent { digits.removeLast() }
    guard let number = Double(digits), number.isFinite else { return nil }
    return isPercent ? number / 100 : number
  }
}

extension SectorIndex {
  /// The sectors a shock speaks of. Errors: names that are not there or ambiguous.
  func positions(of shock: CostShock) throws(EstimationError) -> [Int] {
    if shock.sector == "*" { return Array(0..<count) }
    if shock.sector.hasSuffix("/*") { return try members(of: String(shock.sector.dropLast(2))) }
    return try positions(of: [shock.sector])
  }
}
