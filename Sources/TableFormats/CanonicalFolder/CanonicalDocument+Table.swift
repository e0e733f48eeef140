import MatrixCore
import Tables

extension CanonicalDocument {
  /// Describes `table`; `validation` is of the same table.
  init(_ table: borrowing InputOutputTable, _ validation: TableValidation, files: [String: File]) {
    let metadata = table.metadata
    id = metadata.id
    title = metadata.title
    year = LooseText(metadata.year)
    currency = metadata.currency
    unit = metadata.unit
    priceBasis = metadata.priceBasis
    flows = metadata.flowsDescription
    flowKind = metadata.flowKind.name
    classification = metadata.classification
    n = table.sectorCount
    regions = table.sectors.regions
    regionCount = regions.count
    sectorsPerRegion = Self.sectorsPerRegion(table.sectors)
    let hasDemand = !table.demand.isEmpty || table.transactionsKind == .flows
    finalDemandColumns = hasDemand ? table.demand.count : nil
    let roles = table.demand.map { $0.role ?? "" }
    demandRoles = roles.contains { !$0.isEmpty } ? roles : nil
    source = metadata.source
    licence = metadata.licence
    let scale = table.output?.maximumNorm() ?? 0
    balanceRow = validation.balance.row.map { Balance($0, "Z.1 + Y.1 = x", scale: scale) }
    balanceColumn = validation.balance.column.map { Balance($0, "1.Z + primary_inputs = x", scale: scale) }
    columnSumOfAMax = validation.coefficientColumnSums?.max()
    columnSumsOfAAbove1 = validation.coefficientColumnSums.map { $0.count { $0 > 1 } }
    density = validation.density
    let zeros = table.output.map { output in output.indices.filter { output[$0] == 0 } }
    zeroOutputCount = zeros?.count
    zeroOutputIndices = zeros
    negatives = Self.negatives(table.transactionsKind, validation.negatives, hasDemand: hasDemand)
    totals = Self.totals(table)
    vaMeaning = metadata.valueAddedMeaning.isEmpty ? nil : metadata.valueAddedMeaning
    notes = metadata.notes
    history = metadata.history
    self.files = files
  }

  /// The number of sectors of each region when all have the same.
  private static func sectorsPerRegion(_ sectors: SectorIndex) -> Int? {
    var counts: [String: Int] = [:]
    for label in sectors.labels { counts[label.region, default: 0] += 1 }
    return Set(counts.values).count == 1 ? counts.values.first : nil
  }

  private static func negatives(
    _ kind: InputOutputTable.Transactions, _ counts: TableValidation.NegativeCounts, hasDemand: Bool
  ) -> [String: Int] {
    var negatives = [kind == .flows ? "Z" : "A": counts.transactions]
    if hasDemand { negatives["Y"] = counts.finalDemand }
    negatives["x"] = counts.output
    negatives["va"] = counts.valueAdded
    return negatives
  }

  private static func totals(_ table: borrowing InputOutputTable) -> [String: Double]? {
    guard table.transactionsKind == .flows else { return nil }
    var totals = ["final_demand": table.totalFinalDemand.compensatedSum()]
    totals["output"] = table.output?.compensatedSum()
    totals["va"] = table.valueAdded?.compensatedSum()
    totals["primary_inputs"] = table.primaryInputs?.compensatedSum()
    return totals
  }
}

extension CanonicalDocument.Balance {
  init(_ residuals: BalanceReport.Residuals, _ identity: String, scale: Double) {
    absMax = residuals.maximum
    relMax = scale == 0 ? 0 : residuals.maximum / scale
    relTotal = residuals.totalRelative
    self.identity = identity
  }
}
