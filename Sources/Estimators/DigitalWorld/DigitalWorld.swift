import Tables

/// The digital economy of a multi-regional table: value added that stems from digital sectors or ends in digital products,
/// counted once, across borders.
///
///     W = Σ_{i∈D or j∈D} M_ij,   M = v̂ L ŷ,   D the digital sectors of every region
///
/// Units: money of the table; shares are fractions. The Asian Development Bank reports such a figure of the world; its formula
/// was not seen, and this one is the block form of the national estimate taken over all countries.
public struct DigitalWorld: Sendable {
  public struct Country: Sendable, Equatable {
    public var name: String
    /// Value added of all its sectors, and of its digital ones.
    public var valueAdded: Double
    public var digitalValueAdded: Double
    /// W_r, what the country adds, and Wʳ, what the final use of its products holds.
    public var byOrigin: Double
    public var byUse: Double
    /// The estimate on the country's own block alone, with all exports as final demand: links through others are cut.
    public var national: Double

    /// Parts of value added; nil without any.
    public func share(_ part: Double) -> Double? { valueAdded == 0 ? nil : part / valueAdded }
  }

  public var sectors: SectorIndex
  public var digital: SectorSet
  /// Countries with sectors, in the order of the table.
  public var countries: [Country]
  /// W_rs: value that country r adds in the products of country s.
  public var bilateral: [[Double]]
  public var backward: Double
  public var forward: Double
  public var doubleCounted: Double
  public var valueAdded: Double
  public var unit: String
  public var checks: [IdentityCheck]
  public var remarks: [String]
  public var cost: SolveCost

  /// W.
  public var total: Double { backward + forward - doubleCounted }
  /// Of the value added of all countries; nil without any.
  public var share: Double? { valueAdded == 0 ? nil : total / valueAdded }
  public subscript(_ country: String) -> Country? { countries.first { $0.name == country } }
}
