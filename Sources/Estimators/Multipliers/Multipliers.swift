import Tables

/// Simple (type I) multipliers of every sector: what a unit of its final demand takes, from all sectors together.
///
/// Shapes: n values a measure.
/// Units: those of the measure per unit of money.
public struct Multipliers: Sendable {
  /// One kind of multiplier, cᵀL for a coefficient row c.
  public struct Measure: Sendable, Equatable {
    /// "output", "value_added", or the name of a row of the table.
    public var name: String
    public var unit: String
    /// c: of a unit of the sector's own output; ones for output.
    public var coefficients: [Double]
    /// (cᵀL)_j.
    public var multipliers: [Double]
    /// The part that arises in the sector's own region; nil in a table of one region, and of rows other than output and
    /// value added. What is left to the multiplier spills over to other regions.
    public var ownRegion: [Double]?

    /// Type I ratios (cᵀL)_j / c_j; nil where c_j is zero.
    public var ratios: [Double?] {
      zip(multipliers, coefficients).map { $1 == 0 ? nil : $0 / $1 }
    }
  }

  public var sectors: SectorIndex
  /// Output first.
  public var measures: [Measure]
  /// Positions of sectors without output: their multipliers say what a unit of final demand would take if they had none.
  public var inactive: [Int]
  /// Output multipliers of the study's digital sectors against the others; empty without a study.
  public var groups: [GroupMultiplier]
  public var checks: [IdentityCheck]
  public var remarks: [String]
  public var cost: SolveCost

  public subscript(_ name: String) -> Measure? { measures.first { $0.name == name } }
}

/// The output multiplier of a group of sectors by one of the weights in use; none is known to be the published one.
public struct GroupMultiplier: Sendable, Equatable {
  public enum Weight: String, Sendable, CaseIterable {
    /// Σ m_j y_j / Σ y_j.
    case finalDemand = "final demand"
    /// Σ m_j x_j / Σ x_j.
    case output
    /// The column sum of the digital sectors merged into one, the others apart.
    case merged = "digital sectors merged"
    /// The column sums of the table of two sectors, digital and other.
    case twoSectors = "table of two sectors"
  }

  public var weight: Weight
  /// Nil where the weights do not sum to more than zero.
  public var digital: Double?
  /// Nil for `merged`, too.
  public var other: Double?
  /// Some of the weights are below zero.
  public var hasNegativeWeights: Bool
}
