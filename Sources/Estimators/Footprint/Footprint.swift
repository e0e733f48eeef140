import Tables

/// Satellite accounts by who produces and by who consumes.
///
/// The letters are pymrio's: S = F x̂⁻¹, M = S L, D_pba = S L y what arises for the final demand of the table, by who produces,
/// D_cba what the final demand of a region takes of it anywhere, D_imp the part of that from other regions, D_exp what arises for
/// other regions' final demand. So D_pba and D_cba have one total. F, the account as it is given, is D_pba where the rows of the
/// table balance, and differs from it by S L g where they are off by g. Flows that final demand itself makes (F_Y, private cars)
/// are not part of any of them.
public struct Footprint: Sendable {
  public struct Account: Sendable, Equatable {
    public var name: String
    /// F, S and M by sector.
    public var flows: [Double]
    public var intensities: [Double]
    public var multipliers: [Double]
    /// D_pba by sector, S∘(L y).
    public var productionBySector: [Double]
    /// M ŷ: what all final demand for the sector's product takes.
    public var products: [Double]
    /// D_cba by column of final demand.
    public var categories: [Double]
    /// F, in the order of `regions`.
    public var flowsByRegion: [Double]
    /// What arises in region s (row) for the final demand of region r (column), both as in `regions`.
    public var flowsBetweenRegions: [[Double]]

    /// D_pba, in the order of `regions`.
    public var production: [Double] { flowsBetweenRegions.map { $0.reduce(0, +) } }
    /// D_cba.
    public var consumption: [Double] { flowsBetweenRegions.indices.map { r in flowsBetweenRegions.reduce(0) { $0 + $1[r] } } }
    /// D_imp.
    public var imports: [Double] { zip(consumption, own).map { $0 - $1 } }
    /// D_exp.
    public var exports: [Double] { zip(production, own).map { $0 - $1 } }
    private var own: [Double] { flowsBetweenRegions.indices.map { flowsBetweenRegions[$0][$0] } }
  }

  public var sectors: SectorIndex
  /// Regions of sectors, then those that only demand (ROW, the buyers of a national table's exports).
  public var regions: [String]
  public var demand: [DemandCategory]
  public var accounts: [Account]
  public var checks: [IdentityCheck]
  public var remarks: [String]
  public var cost: SolveCost

  public subscript(_ name: String) -> Account? { accounts.first { $0.name == name } }
}
