import MatrixCore
import Tables

/// What a change between two years is made of, by the mean of the two polar forms.
///
/// Shapes: n a term.
/// Units: money of the tables. The terms of a sector sum to its change.
public struct Decomposition: Sendable {
  /// A change by sector and its terms.
  public struct Terms: Sendable, Equatable {
    public var change: [Double]
    /// Δv: of value added only.
    public var coefficients: [Double]?
    /// ΔL.
    public var technology: [Double]
    /// All final demand larger or smaller in the same proportions; nil where one year's final demand sums to zero.
    public var demandLevel: [Double]?
    /// Other proportions.
    public var demandMix: [Double]?
    /// Δf, the sum of both.
    public var demand: [Double]

    /// The terms of some sectors together.
    public func sum(_ members: [Int]) -> TermSums {
      func total(_ values: [Double]) -> Double { members.lazy.map { values[$0] }.compensatedSum() }
      return TermSums(
        change: total(change), coefficients: coefficients.map(total), technology: total(technology),
        level: demandLevel.map(total), mix: demandMix.map(total), demand: total(demand))
    }
  }

  /// Terms of several sectors together.
  public struct TermSums: Sendable, Equatable {
    public var change: Double
    public var coefficients: Double?
    public var technology: Double
    public var level: Double?
    public var mix: Double?
    public var demand: Double
  }

  public var sectors: SectorIndex
  public var crossed: CrossedOutputs
  public var output: Terms
  /// Nil where a table has no value added.
  public var valueAdded: Terms?
  /// Positions of the study's digital sectors; nil without a study.
  public var digital: [Int]?
  public var checks: [IdentityCheck]
  public var remarks: [String]
  public var cost: SolveCost
}
