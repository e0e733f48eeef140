import MatrixCore

/// A supply and use table: what industries make of each commodity, and what they and final demand use of it.
///
/// Shapes: c commodities, i industries; `use` U c × i, `make` V i × c, `finalDemand` c × k. Units: `metadata.unit`.
public struct SupplyUseTable: ~Copyable, Sendable {
  public let commodities: SectorIndex
  public let industries: SectorIndex
  public let use: Matrix<Double>
  public let make: Matrix<Double>
  public let demand: [DemandCategory]
  public let finalDemand: Matrix<Double>
  /// By industry; nil when the source has none.
  public let valueAdded: [Double]?
  public let metadata: TableMetadata

  /// Joins the parts. The caller guarantees that the shapes agree: this init traps.
  public init(
    commodities: SectorIndex, industries: SectorIndex, use: consuming Matrix<Double>, make: consuming Matrix<Double>,
    demand: [DemandCategory], finalDemand: consuming Matrix<Double>, valueAdded: [Double]? = nil,
    metadata: TableMetadata = TableMetadata()
  ) {
    let (c, i) = (commodities.count, industries.count)
    precondition(use.rows == c && use.columns == i, "use must be commodities × industries")
    precondition(make.rows == i && make.columns == c, "make must be industries × commodities")
    precondition(finalDemand.rows == c && finalDemand.columns == demand.count, "final demand must be commodities × categories")
    precondition(valueAdded.map { $0.count == i } ?? true, "value added must have a value for each industry")
    (self.commodities, self.industries) = (commodities, industries)
    self.use = use
    self.make = make
    self.demand = demand
    self.finalDemand = finalDemand
    self.valueAdded = valueAdded
    self.metadata = metadata
  }

  /// q = Vᵀ1, what is made of each commodity.
  public var commodityOutput: [Double] { make.view.columnSums() }

  /// x = V1, what each industry makes.
  public var industryOutput: [Double] { make.view.rowSums() }

  /// U1 + e − q by commodity: zero in a table that balances.
  public var commodityGaps: [Double] {
    let (used, demanded, made) = (use.view.rowSums(), finalDemand.view.rowSums(), commodityOutput)
    return made.indices.map { used[$0] + demanded[$0] - made[$0] }
  }
}
