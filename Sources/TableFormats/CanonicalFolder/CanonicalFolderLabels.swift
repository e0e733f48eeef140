import Tables

/// The labels of a canonical folder, checked against the sizes of its arrays.
struct CanonicalFolderLabels {
  let sectors: SectorIndex
  let demand: [DemandCategory]

  init(_ plan: CanonicalFolderPlan, _ document: CanonicalMetadata?) throws(TableReadError) {
    let sectorPath = plan.folder.file(CanonicalFolder.sectors)
    guard plan.folder.has(CanonicalFolder.sectors) else {
      throw .missing(
        folder: plan.folder.path, file: CanonicalFolder.sectors,
        cure: "write one with the columns index, region, code, name")
    }
    sectors = try SectorIndex.csv(sectorPath)
    guard sectors.count == plan.sectorCount else {
      throw .disagreement(
        path: sectorPath, found: "\(sectors.count) sectors", other: plan.transactionsFile, expected: "\(plan.sectorCount)")
    }
    demand = try Self.demand(plan, document)
  }

  private static func demand(
    _ plan: CanonicalFolderPlan, _ document: CanonicalMetadata?
  ) throws(TableReadError) -> [DemandCategory] {
    guard plan.hasDemand else { return [] }
    let path = plan.folder.file(CanonicalFolder.demand)
    guard plan.folder.has(CanonicalFolder.demand) else {
      throw .missing(
        folder: plan.folder.path, file: CanonicalFolder.demand, cure: "write one with the columns index, region, category")
    }
    var demand = try DemandCategory.csv(path)
    guard demand.count == plan.demandCount else {
      throw .disagreement(
        path: path, found: "\(demand.count) categories", other: CanonicalFolder.finalDemand, expected: "\(plan.demandCount)")
    }
    if let roles = document?.demandRoles {
      guard roles.count == demand.count else {
        throw .disagreement(
          path: plan.folder.file(CanonicalFolder.metadata), found: "\(roles.count) demand_roles",
          other: CanonicalFolder.demand, expected: "\(demand.count)")
      }
      for (index, role) in roles.enumerated() where !role.text.isEmpty { demand[index].role = role.text }
    }
    return demand
  }
}
