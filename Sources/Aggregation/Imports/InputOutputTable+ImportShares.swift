import MatrixCore
import Tables

extension InputOutputTable {
  /// The domestic table of one whose flows hold imports: every domestic use of product i is scaled by 1 − m_i, and what each
  /// column so loses becomes its row of imports.
  ///
  /// Shapes, units: those of the table, without its columns of imports. Rows and columns keep their balance; output and value added
  /// stay. Cost: two passes. Memory: n² doubles within the budget. Errors: `ImportShareError`. Reference: the usual
  /// proportionality assumption, as in Miller and Blair (2009), section 4.7.
  public borrowing func domesticByImportShares(
    budget: MemoryBudget = .unlimited
  ) throws(ImportShareError) -> InputOutputTable {
    let shares = try ImportShares(self)
    let n = sectorCount
    do {
      try budget.holding(allocatedBytes).reserve(
        MemoryBudget.bytes(rows: n, columns: n), for: "the domestic flows of \(n) sectors")
    } catch { throw .memory(error) }
    let imported = Self.imported(transactions, shares.shares)
    var domestic = InputOutputTable(
      sectors: sectors, transactions: try Self.domestic(transactions, shares.shares),
      demand: demand.indices.filter { !shares.importColumns.contains($0) }.map { demand[$0] },
      finalDemand: try domesticDemand(shares), output: output, valueAdded: valueAdded, rows: Self.adding(imported, to: rows),
      metadata: metadata)
    domestic.metadata.flowKind = .domestic
    domestic.metadata.flowsDescription = TableMetadata.domesticByImportShares
    domestic.metadata.history.append("imports taken out by import shares")
    return domestic
  }

  private func domesticDemand(_ shares: ImportShares) throws(ImportShareError) -> Matrix<Double> {
    let kept = demand.indices.filter { !shares.importColumns.contains($0) }
    var result: Matrix<Double>
    do { result = try Matrix(rows: sectorCount, columns: kept.count) } catch { throw .allocation(error) }
    for i in 0..<sectorCount {
      let exports = exportsLeft(i, shares)
      for (k, j) in kept.enumerated() { result[i, k] = exports[j] ?? (1 - shares.shares[i]) * finalDemand[i, j] }
    }
    return result
  }

  /// Exports of product i by column, less what is exported again: of each as far as it goes, and of the first what is left.
  private func exportsLeft(_ i: Int, _ shares: ImportShares) -> [Int: Double] {
    var rest = shares.fromExports[i]
    var left: [Int: Double] = [:]
    for j in shares.exportColumns {
      let taken = rest > 0 ? min(rest, max(finalDemand[i, j], 0)) : 0
      left[j] = finalDemand[i, j] - taken
      rest -= taken
    }
    if let first = shares.exportColumns.first, rest != 0 { left[first, default: 0] -= rest }
    return left
  }

  private static func domestic(
    _ flows: borrowing Matrix<Double>, _ shares: [Double]
  ) throws(ImportShareError) -> Matrix<Double> {
    var domestic: Matrix<Double>
    do { domestic = try Matrix(rows: flows.rows, columns: flows.columns) } catch { throw .allocation(error) }
    for i in 0..<flows.rows {
      for j in 0..<flows.columns { domestic[i, j] = flows[i, j] - shares[i] * flows[i, j] }
    }
    return domestic
  }

  /// What each column imports.
  private static func imported(_ flows: borrowing Matrix<Double>, _ shares: [Double]) -> [Double] {
    var imported = [CompensatedSum<Double>](repeating: CompensatedSum(), count: flows.columns)
    for i in 0..<flows.rows {
      for j in 0..<flows.columns { imported[j].add(shares[i] * flows[i, j]) }
    }
    return imported.map(\.value)
  }

  /// The row of imports, added to one there is, and to all primary inputs together.
  private static func adding(_ imported: [Double], to rows: [NamedRows]) -> [NamedRows] {
    var result = rows
    for k in result.indices where result[k].rowCount == 1 && ["imports", allPrimaryInputsName].contains(result[k].name) {
      result[k].values = zip(result[k].values, imported).map { $0 + $1 }
    }
    if !result.contains(where: { $0.name == "imports" && $0.rowCount == 1 }) {
      result.append(
        NamedRows(
          name: "imports", values: imported, meaning: "imported intermediate inputs used by each column, by import shares"))
    }
    return result
  }
}

extension TableMetadata {
  static let domesticByImportShares = "domestic, imports taken out in proportion to all domestic uses of a product"

  /// What belongs beside results of a table whose imports were taken out by shares; nil for others.
  public var remarkOnImportShares: String? {
    guard flowsDescription == Self.domesticByImportShares else { return nil }
    return
      "the source's flows include imports; they were taken out in proportion to all domestic uses of a product (import shares)"
  }
}
