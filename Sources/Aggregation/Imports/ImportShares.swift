import MatrixCore
import Tables

/// How much of each product used at home is imported, under the assumption that all domestic uses import alike.
///
///     m_i = imp_i / u_i,   u_i = Σ_j z_ij + Σ_domestic y_ic  (= x_i + imp_i − e_i where the row balances)
///
/// What is imported beyond all domestic uses is exported again, and negative imports (adjustments of freight) are exports: both are
/// taken from exports, so that every row keeps its balance.
public struct ImportShares: Sendable, Equatable {
  /// m, from 0 to 1.
  public let shares: [Double]
  /// What is taken from exports.
  public let fromExports: [Double]
  /// Columns of final demand that hold imports, and exports.
  let importColumns: [Int]
  let exportColumns: [Int]

  /// Cost: one pass over the flows. Errors: a table that has no imports, or more than its uses; one without exports, whose
  /// columns of them, if unnamed, would be taken for uses at home.
  public init(_ table: borrowing InputOutputTable) throws(ImportShareError) {
    let title = table.metadata.title
    guard table.metadata.flowKind == .total else { throw .notTotal(table: title) }
    guard table.transactionsKind == .flows else { throw .noFlows(table: title) }
    let imports = table.demand.indices.filter { table.demand[$0].isImports }
    let exports = table.demand.indices.filter { table.demand[$0].isExports }
    guard !imports.isEmpty else { throw .noImports(table: title) }
    guard !exports.isEmpty else { throw .noExports(table: title) }
    let sales = table.transactions.view.rowSums()
    var (shares, rest): ([Double], [Double]) = ([], [])
    let home = table.demand.indices.filter { !imports.contains($0) && !exports.contains($0) }
    let (bought, consumed, abroad) = (
      Self.sums(table.finalDemand, imports), Self.sums(table.finalDemand, home), Self.sums(table.finalDemand, exports)
    )
    for i in 0..<table.sectorCount {
      let (imported, used, sold) = (-bought[i], sales[i] + consumed[i], abroad[i])
      let share = used > 0 ? min(max(imported / used, 0), 1) : 0
      // Exactly none where the share is within its bounds: rounding is no export.
      let excess = share > 0 && share < 1 ? 0 : imported - share * max(used, 0)
      guard excess <= max(sold, 0) * (1 + 8 * .ulpOfOne) else {
        throw .importsExceedUses(table.sectors[i], imports: imported, uses: used, exports: sold)
      }
      shares.append(share)
      rest.append(excess)
    }
    (self.shares, fromExports) = (shares, rest)
    (importColumns, exportColumns) = (imports, exports)
  }

  /// Sums of some columns, by row.
  private static func sums(_ demand: borrowing Matrix<Double>, _ columns: [Int]) -> [Double] {
    var sums = [CompensatedSum<Double>](repeating: CompensatedSum(), count: demand.rows)
    for i in 0..<demand.rows {
      for j in columns { sums[i].add(demand[i, j]) }
    }
    return sums.map(\.value)
  }
}
