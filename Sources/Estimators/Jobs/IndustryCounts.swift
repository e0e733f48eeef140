import MatrixCore

/// Jobs by counting: the employment of the industries of a set, over years.
///
/// The years of a growth rate are always stated: published rates of such counts do not reproduce without them.
/// Reference: the European Commission's PREDICT, as the Reserve Bank of India (2022) used it; methods reference 3.10.
public struct IndustryCounts: Sendable, Equatable {
  public struct Set: Sendable, Equatable {
    public var name: String
    public var codes: [String]

    public init(name: String, codes: [String]) { (self.name, self.codes) = (name, codes) }
  }

  public var unit: String
  public var years: [Int]
  public var sets: [Set]
  /// Of each set, by year; nil where the source has no figure of one of its industries.
  public var counts: [[Double?]]

  /// Employment of industries by code and year. A set's count needs all its industries.
  public init(unit: String, years: [Int], sets: [Set], count: (_ code: String, _ year: Int) -> Double?) {
    (self.unit, self.years, self.sets) = (unit, years, sets)
    counts = sets.map { set in
      years.map { year in
        let figures = set.codes.map { count($0, year) }
        return figures.contains { $0 == nil } ? nil : figures.compactMap(\.self).compensatedSum()
      }
    }
  }

  /// Annual rate and change of a set between two years; nil where a figure is missing or not above zero.
  public func growth(_ set: Int, _ first: Int, _ last: Int) -> (rate: Double?, change: Double?) {
    guard let from = counts[set][first], let to = counts[set][last], from > 0 else { return (nil, nil) }
    return (Growth.annualRate(from: from, to: to, years: years[last] - years[first]), to / from - 1)
  }
}
