import MatrixCore

extension Study {
  /// What one source says of the revenue of all parts of a split sector, from which their shares follow.
  ///
  /// Units: any unit of money, the same for all parts.
  /// Reference: Gajbhiye and Arora (2022), annex: the digital share of a sector's revenue divides its row and its column.
  public struct Revenues: Sendable, Equatable {
    public var sector: String
    /// Codes of the parts, in their order.
    public var parts: [String]
    /// Of each part; not negative, not all zero.
    public var amounts: [Double]
    public var unit: String
    /// Who says so; may be empty.
    public var source: String

    public init(sector: String, parts: [String], amounts: [Double], unit: String = "", source: String = "") {
      (self.sector, self.parts, self.amounts) = (sector, parts, amounts)
      (self.unit, self.source) = (unit, source)
    }

    /// Of each part.
    public var shares: [Double] {
      let total = amounts.compensatedSum()
      return amounts.map { $0 / total }
    }
  }

  /// Of the parts of which several sources say different shares, from the lowest to the highest, by code.
  public var rangesOfSources: [String: ClosedRange<Double>] {
    var said: [String: [Double]] = [:]
    for revenue in revenues {
      for (part, share) in zip(revenue.parts, revenue.shares) { said[part, default: []].append(share) }
    }
    return said.compactMapValues { shares in
      guard let low = shares.min(), let high = shares.max(), low < high else { return nil }
      return low...high
    }
  }
}
