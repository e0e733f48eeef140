import Tables

/// How many stages of production value added passes through, from the sector that adds it to the product that holds it, and
/// where.
///
/// X = v̂ L L ŷ counts each unit of the value-added flows M = v̂ L ŷ once for every stage: row sums over rows give the forward
/// length of a sector, columns over columns the backward length of a product. Both split into what never crosses a border (D),
/// what crosses one in final products (RT) and what crosses borders in intermediate products (GVC). Dimensionless, at least one
/// where nothing is negative.
/// Reference: Wang, Wei, Yu and Zhu (2017), Measures of participation in global value chains.
public struct ProductionLength: Sendable {
  /// Value added and stages times value added of one kind of flow: by sector of origin, and by product of final use.
  public struct Flow: Sendable, Equatable {
    public var valueAdded: [Double]
    public var stages: [Double]

    /// Stages over value added; nil where there is none.
    public var lengths: [Double?] { zip(stages, valueAdded).map { $1 == 0 ? nil : $0 / $1 } }

    /// The length of some sectors together.
    public func length(_ members: [Int]) -> Double? {
      let value = members.reduce(0) { $0 + valueAdded[$1] }
      return value == 0 ? nil : members.reduce(0) { $0 + stages[$1] } / value
    }

    static func + (a: Flow, b: Flow) -> Flow {
      Flow(valueAdded: zip(a.valueAdded, b.valueAdded).map { $0 + $1 }, stages: zip(a.stages, b.stages).map { $0 + $1 })
    }
  }

  /// The same in one direction.
  public struct Direction: Sendable, Equatable {
    /// Of all flows, from L and not from the parts.
    public var total: Flow
    public var domestic: Flow
    public var traditional: Flow
    public var globalValueChains: Flow
    /// Of the stages of `globalValueChains`: at home before the first border, at borders, and in other countries.
    public var home: [Double]
    public var crossings: [Double]
    public var abroad: [Double]
  }

  public var sectors: SectorIndex
  public var countries: Countries
  /// PLv, by the sector that adds value.
  public var forward: Direction
  /// PLy, by the product of final use.
  public var backward: Direction
  public var checks: [IdentityCheck]
  public var remarks: [String]
  public var cost: SolveCost
  /// Sectors that are shown together by country; nil for none.
  public var digital: SectorSet?

  /// PLv_GVC over PLy_GVC: above one a sector stands upstream in global value chains. Nil where one of them is missing.
  public var positions: [Double?] {
    zip(forward.globalValueChains.lengths, backward.globalValueChains.lengths).map(Self.ratio)
  }

  /// The same of a country.
  public func position(_ country: Int) -> Double? { position(of: countries.members[country]) }

  /// The same of some sectors together.
  public func position(of members: [Int]) -> Double? {
    Self.ratio(forward.globalValueChains.length(members), backward.globalValueChains.length(members))
  }

  private static func ratio(_ forward: Double?, _ backward: Double?) -> Double? {
    guard let forward, let backward, backward != 0 else { return nil }
    return forward / backward
  }
}
