import Aggregation

/// A study of several years: one table a year, with what makes them comparable.
public struct TrendStudy: Sendable, Equatable {
  public struct Year: Sendable, Equatable {
    public var year: Int
    /// Path of the table, from the study's folder.
    public var table: String
    /// False for a year that stays at current prices because deflators do not reach it.
    public var isDeflated: Bool
  }

  /// Deflators of gross output by sector, in any base: what counts is a year's over the base year's.
  public struct Deflators: Sendable, Equatable {
    /// Path of a csv file with a column of codes and one for each year.
    public var file: String
    public var baseYear: Int
    public var valueAdded: ValueAddedDeflation
    /// Path of a csv file with columns `year` and `rate`, units of the deflators' currency per unit of the table's; nil where
    /// they are the same.
    public var exchangeRates: String?
  }

  public var study: Study
  public var years: [Year]
  public var deflators: Deflators?
}
