import Tables

/// The digital economy over years, at current prices and, where deflators reach, at constant ones.
///
/// Units: money of the tables; at constant prices that of the base year. Shares are fractions.
public struct Trend: Sendable {
  /// One year.
  public struct Year: Sendable {
    public var year: Int
    public var current: DigitalEconomy
    /// Nil for years that the study leaves at current prices.
    public var constant: DigitalEconomy?
    /// Of the table at current prices; nil where its flows include imports, which make multipliers too large.
    public var multipliers: DigitalMultipliers?
    public var constantMultipliers: DigitalMultipliers?

    /// What prices add to the share: at current less at constant prices.
    public var priceEffect: Double? { Growth.priceEffect(nominal: current.share, real: constant?.share) }
  }

  /// From one year to another.
  public struct Span: Sendable, Equatable {
    public var first: Int
    public var last: Int
    /// Annual rates of the digital economy and of value added at current prices, and of the share.
    public var value: Double?
    public var economyValue: Double?
    public var share: Double?
    /// The digital economy's rate over the economy's.
    public var relative: Double?
    /// The same at constant prices.
    public var volume: Double?
    public var economyVolume: Double?
    public var relativeVolume: Double?
    /// Annual rate of the digital economy's implied deflator.
    public var deflator: Double?
    /// (nominal ratio)/(volume ratio) − 1 over the whole span.
    public var priceEffect: Double?
  }

  /// What a change is made of, between the years of a span.
  public struct Change: Sendable, Equatable {
    public var first: Int
    public var last: Int
    /// At current prices the change of prices is part of every cause.
    public var isAtConstantPrices: Bool
    /// Of the three terms, money.
    public var value: Decomposition.TermSums
    /// Of their share of value added, fractions; nil where value added is not positive.
    public var share: Decomposition.TermSums?
  }

  public var title: String
  public var unit: String
  public var baseYear: Int?
  public var years: [Year]
  /// Each year to the next, then the first to the last where there are more than two.
  public var spans: [Span]
  /// What changed the digital economy in each span, as far as the years have the same sectors.
  public var changes: [Change] = []
  /// The causes of each change sum to the change of the estimates.
  public var changeChecks: [IdentityCheck] = []
  public var remarks: [String]
  /// What the changes and the multipliers took.
  public var changesCost = SolveCost()

  init(title: String, unit: String, baseYear: Int?, years: [Year], remarks: [String]) {
    (self.title, self.unit, self.baseYear, self.years, self.remarks) = (title, unit, baseYear, years, remarks)
    var pairs = Array(zip(years.indices, years.indices.dropFirst()))
    if years.count > 2 { pairs.append((0, years.count - 1)) }
    spans = pairs.map { Span(years[$0], years[$1]) }
  }
}

extension Trend.Span {
  init(_ from: Trend.Year, _ to: Trend.Year) {
    let length = to.year - from.year
    func rate(_ first: Double?, _ last: Double?) -> Double? {
      guard let first, let last else { return nil }
      return Growth.annualRate(from: first, to: last, years: length)
    }
    (first, last) = (from.year, to.year)
    value = rate(from.current.terms.total, to.current.terms.total)
    economyValue = rate(from.current.grossValueAdded, to.current.grossValueAdded)
    share = rate(from.current.share, to.current.share)
    relative = Growth.relative(value, to: economyValue)
    volume = rate(from.constant?.terms.total, to.constant?.terms.total)
    economyVolume = rate(from.constant?.grossValueAdded, to.constant?.grossValueAdded)
    relativeVolume = Growth.relative(volume, to: economyVolume)
    deflator = Growth.deflator(value: value, volume: volume)
    priceEffect = nil
    if let before = from.constant?.terms.total, let after = to.constant?.terms.total, before > 0, after > 0,
      from.current.terms.total > 0
    {
      priceEffect = to.current.terms.total / from.current.terms.total / (after / before) - 1
    }
  }
}
