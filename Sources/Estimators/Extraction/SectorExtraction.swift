import Tables

/// What an economy loses without a set of sectors, by each variant.
///
/// Shapes: n losses a variant.
/// Units: money of the table; rows their own.
public struct SectorExtraction: Sendable {
  /// Losses of a measure in all.
  public struct Loss: Sendable, Equatable {
    /// "output", "value_added", or a row of the table.
    public var name: String
    public var unit: String
    /// What there is of it in the economy.
    public var total: Double
    /// Nil where the variant is not defined.
    public var losses: [ExtractionKind: Double]

    /// The loss over the total; nil where that is not above zero.
    public func share(_ kind: ExtractionKind) -> Double? { total > 0 ? losses[kind].map { $0 / total } : nil }
  }

  public var sectors: SectorIndex
  /// Positions of what is taken out.
  public var extracted: [Int]
  /// Losses of output by sector and variant.
  public var outputLosses: [ExtractionKind: [Double]]
  public var measures: [Loss]
  public var checks: [IdentityCheck]
  public var remarks: [String]
  public var cost: SolveCost

  public subscript(_ name: String) -> Loss? { measures.first { $0.name == name } }
}

/// What an economy loses without each of its sectors in turn, by each variant.
///
/// Shapes: n a variant.
/// Units: money of the table; rows their own.
public struct EverySectorExtraction: Sendable {
  public struct Losses: Sendable, Equatable {
    public var name: String
    public var unit: String
    public var total: Double
    /// Nil for a sector where the variant is not defined.
    public var losses: [ExtractionKind: [Double?]]
  }

  public var sectors: SectorIndex
  /// Output first.
  public var measures: [Losses]
  public var checks: [IdentityCheck]
  public var remarks: [String]
  public var cost: SolveCost

  public subscript(_ name: String) -> Losses? { measures.first { $0.name == name } }
}
