import Leontief

/// What a table is, as documents and people see it.
public struct TableSummary: Encodable, Sendable {
  public let id: String
  public let title: String
  public let year: String
  public let unit: String
  public let flows: String
  public let sectors: Int
  public let regions: Int
  public let demandCategories: Int
  @OrNull public var totalOutput: Double?
  @OrNull public var totalFinalDemand: Double?
  @OrNull public var totalValueAdded: Double?

  public init(_ table: borrowing InputOutputTable) {
    id = table.metadata.id
    title = table.metadata.title
    year = table.metadata.year
    unit = table.metadata.unit
    flows = table.metadata.flowsDescription
    sectors = table.sectorCount
    regions = table.sectors.regions.count
    demandCategories = table.demand.count
    totalOutput = table.output?.compensatedSum().finite
    totalFinalDemand = table.demand.isEmpty ? nil : table.totalFinalDemand.compensatedSum().finite
    totalValueAdded = table.valueAdded?.compensatedSum().finite
  }

  /// Of a supply and use table: its industries are the sectors.
  public init(_ table: borrowing SupplyUseTable) {
    id = table.metadata.id
    title = table.metadata.title
    year = table.metadata.year
    unit = table.metadata.unit
    flows = table.metadata.flowsDescription
    sectors = table.industries.count
    regions = table.industries.regions.count
    demandCategories = table.demand.count
    totalOutput = table.industryOutput.compensatedSum().finite
    totalFinalDemand = table.finalDemand.view.rowSums().compensatedSum().finite
    totalValueAdded = table.valueAdded?.compensatedSum().finite
  }

  public var text: String {
    var table = TextTable()
    table.add("table", title.isEmpty ? id : title)
    table.add(
      "size", "\(sectors) sectors (\(regions) \(regions == 1 ? "region" : "regions")), \(demandCategories) demand categories")
    table.add("unit", unit.isEmpty ? "not stated" : unit)
    table.add("flows", flows.isEmpty ? "not stated" : flows)
    if let totalOutput { table.add("output", totalOutput.text) }
    if let totalFinalDemand { table.add("final demand", totalFinalDemand.text) }
    if let totalValueAdded { table.add("value added", totalValueAdded.text) }
    return table.leftText
  }
}
