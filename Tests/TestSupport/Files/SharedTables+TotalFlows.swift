import Leontief

extension SharedTables {
  /// A national table that gives imported flows apart (`Zimp.npy`, `Yimp.npy`), as one of total flows: both together, imports as a
  /// negative column of final demand.
  public static func totalFlows(_ id: String) throws -> InputOutputTable {
    var table = try read(id)
    let flows = try Matrix<Double>.npy("\(Self.table(id))/Zimp.npy")
    let demand = try Matrix<Double>.npy("\(Self.table(id))/Yimp.npy")
    let (n, m) = (table.sectorCount, table.demand.count)
    var final = try Matrix<Double>(rows: n, columns: m + 1)
    for i in 0..<n {
      var imports = CompensatedSum<Double>()
      for j in 0..<n {
        table.transactions[i, j] += flows[i, j]
        imports.add(flows[i, j])
      }
      for k in 0..<m {
        final[i, k] = table.finalDemand[i, k] + demand[i, k]
        imports.add(demand[i, k])
      }
      final[i, m] = -imports.value
    }
    table.finalDemand = final
    table.demand.append(DemandCategory(region: table.sectors[0].region, category: "imports", role: "imports (negative)"))
    table.rows.removeAll { $0.name == "imports" || $0.name == "primary_inputs" }
    table.metadata.flowKind = .total
    return table
  }
}
