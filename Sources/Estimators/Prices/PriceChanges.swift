import MatrixCore
import Tables

/// What prices do when some sectors pay more for a primary input.
///
/// Shapes: n by sector.
/// Units: fractions of base prices, which are 1.
public struct PriceChanges: Sendable {
  /// A category of final demand and the change of what it pays.
  public struct Category: Sendable, Equatable {
    public var demand: DemandCategory
    /// Σ y_i Δp_i / Σ y_i; nil where the category's demand does not sum to more than zero.
    public var price: Double?
  }

  public var sectors: SectorIndex
  /// The primary input that becomes dearer.
  public var input: String
  /// Δc: what a unit of output costs more at once.
  public var costs: [Double]
  /// Δp: what it costs more in the end.
  public var prices: [Double]
  public var categories: [Category]
  /// Of all final demand.
  public var total: Double?
  public var checks: [IdentityCheck]
  /// Positions of sectors without output, which have no price.
  public var inactive: [Int]
  public var remarks: [String]
  public var cost: SolveCost

  /// The mean of price changes by value; nil where the values do not sum to more than zero.
  static func mean(_ prices: [Double], _ values: [Double]) -> Double? {
    let sum = values.compensatedSum()
    guard sum > 0 else { return nil }
    return values.indices.lazy.map { prices[$0] * values[$0] }.compensatedSum() / sum
  }
}
