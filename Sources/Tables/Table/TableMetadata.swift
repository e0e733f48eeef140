/// Where a table comes from and what its numbers mean.
public struct TableMetadata: Sendable, Equatable {
  public var id = ""
  public var title = ""
  /// The year as the source writes it ("2014", "2015-16"); empty when there is none.
  public var year = ""
  public var currency = ""
  /// Unit of every money figure ("million USD, current prices").
  public var unit = ""
  public var priceBasis = ""
  public var flowKind = FlowKind.unstated
  /// The source's own words on its flows.
  public var flowsDescription = ""
  public var classification = ""
  public var source: [String: String] = [:]
  public var licence: [String: String] = [:]
  /// What the value-added row holds.
  public var valueAddedMeaning = ""
  public var notes: [String] = []
  /// What was done to the table since it was read, oldest first ("split c30 …", "aggregated 38 → 36").
  public var history: [String] = []

  /// The unit of money without what the source says of prices: "million USD" of "million USD, current prices".
  public var money: String { unit.prefix { !",(;".contains($0) }.split(separator: " ").joined(separator: " ") }

  /// The year as a number: the first of "2015-16"; nil where the source gives none.
  public var yearNumber: Int? { Int(year.prefix(4)).flatMap { (1000...2999).contains($0) ? $0 : nil } }

  public init() {}
}
