import Tables

/// What aggregation does to multipliers, and to the output that meets a final demand.
///
/// Shapes: a value for each target sector.
/// Units: money per money; money.
public struct AggregationBias: Sendable {
  /// A multiplier before and after.
  public struct Measure: Sendable, Equatable {
    /// "output" or "value_added".
    public var name: String
    /// The mean of the multipliers of a target's sources by their final demand; nil where that does not sum to more than zero.
    public var before: [Double?]
    /// Of the aggregated table.
    public var after: [Double]

    /// After less before.
    public var bias: [Double?] { zip(before, after).map { mean, own in mean.map { own - $0 } } }
  }

  public var targets: SectorIndex
  public var measures: [Measure]
  /// Q L f and L* Q f for a final demand f other than the table's own, where one was given.
  public var output: (before: [Double], after: [Double])?
  public var checks: [IdentityCheck]
  public var remarks: [String]
  public var cost: SolveCost

  public subscript(_ name: String) -> Measure? { measures.first { $0.name == name } }
}
