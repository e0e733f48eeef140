/// One line of a map between classifications: `weight` of sector `from` goes to sector `to`.
public struct ConcordanceEntry: Sendable, Equatable {
  /// A code, or `REGION/CODE`.
  public var from: String
  public var to: String
  /// 1 in a map of whole sectors; the weights of one `from` sum to one.
  public var weight: Double

  public init(from: String, to: String, weight: Double = 1) {
    self.from = from
    self.to = to
    self.weight = weight
  }
}
