import Aggregation
import MatrixCore
import TableFormats
import Tables
import TestSupport
import Testing

/// Imports taken out of total flows in proportion to the uses of each product.
@Suite struct ImportShareTests {
  private static func table(
    imports: [Double] = [8, 20], exports: [Double] = [20, 10], extra: [Double]? = nil, output: [Double] = [92, 90],
    kind: FlowKind = .total,
    rows: [NamedRows] = [], categories: [String] = ["households", "exports", "imports (negative)"]
  ) throws -> InputOutputTable {
    let flows: [[Double]] = [[10, 20], [30, 40]]
    var demand: [[Double]] = [[50, exports[0], -imports[0]], [30, exports[1], -imports[1]]]
    if let extra { for i in 0..<2 { demand[i].append(extra[i]) } }
    var table = try ReferenceTables.table(
      codes: ["a", "b"], flows: flows, demand: demand, output: output, valueAdded: [output[0] - 40, output[1] - 60], rows: rows)
    for (k, name) in categories.enumerated() { table.demand[k].category = name }
    table.metadata.flowKind = kind
    return table
  }

  /// By hand: a tenth of the uses of a, 80, and a fifth of those of b, 100, are imported.
  @Test func twoSectors() throws {
    let table = try Self.table()
    let domestic = try table.domesticByImportShares()
    let close = { (value: Double, expected: Double) in abs(value - expected) <= 1e-14 * 100 }
    for (i, row) in [[9.0, 18], [24, 32]].enumerated() {
      for j in 0..<2 { #expect(close(domestic.transactions[i, j], row[j])) }
    }
    for (i, row) in [[45.0, 20], [24, 10]].enumerated() {
      for k in 0..<2 { #expect(close(domestic.finalDemand[i, k], row[k])) }
    }
    #expect(domestic.demand.map(\.category) == ["households", "exports"])
    let row = domestic.rows(named: "imports")
    let imports = try #require(row).values
    #expect(close(imports[0], 7) && close(imports[1], 10))
    #expect(domestic.output == table.output && domestic.valueAdded == table.valueAdded)
    #expect(domestic.metadata.flowKind == .domestic && domestic.metadata.remarkOnImportShares != nil)
    #expect(table.metadata.remarkOnImportShares == nil && domestic.metadata.history.count == 1)
  }

  /// Of a, 90 are imported and 80 used: ten go abroad again. Negative imports are exports.
  @Test func whatIsExportedAgain() throws {
    let again = try Self.table(imports: [90, -5], output: [10, 115])
    let domestic = try again.domesticByImportShares()
    #expect(domestic.transactions[0, 0] == 0 && domestic.transactions[0, 1] == 0 && domestic.finalDemand[0, 0] == 0)
    #expect(domestic.finalDemand[0, 1] == 10 && domestic.finalDemand[1, 1] == 15)
    #expect(domestic.transactions[1, 0] == 30 && domestic.transactions[1, 1] == 40)
    let imports = domestic.rows(named: "imports")?.values
    #expect(imports == [10, 20])
  }

  /// Columns are told by their words, wherever these stand; a role goes before a name.
  @Test(arguments: [
    ("Total exports", "Less: imports"), ("Re-exports", "imports"), ("reexports", "Total imports, c.i.f."),
    ("F04000 Exports of goods", "F05000 Imports"), ("exports of imported goods", "IMPORT"),
  ])
  func namesOfTrade(_ exports: String, _ imports: String) throws {
    let plain = try Self.table().domesticByImportShares()
    let named = try Self.table(categories: ["important households", exports, imports]).domesticByImportShares()
    var table = try Self.table(categories: ["exports", "c2", "c3"])
    for (k, role) in ["households", exports, imports].enumerated() { table.demand[k].role = role }
    let ruled = try table.domesticByImportShares()
    for i in 0..<2 {
      for k in 0..<2 {
        #expect(named.finalDemand[i, k] == plain.finalDemand[i, k] && ruled.finalDemand[i, k] == plain.finalDemand[i, k])
        #expect(named.transactions[i, k] == plain.transactions[i, k])
      }
    }
  }

  /// Of a, 90 are imported and 80 used: of the ten that go abroad again, the first column has six.
  @Test func severalColumnsOfExports() throws {
    let again = try Self.table(
      imports: [90, 20], exports: [6, 10], extra: [7, 0], output: [3, 90],
      categories: ["households", "exports", "imports", "re-exports"])
    let domestic = try again.domesticByImportShares()
    #expect(domestic.finalDemand[0, 1] == 0 && domestic.finalDemand[0, 2] == 3)
    #expect(domestic.finalDemand[1, 1] == 10 && domestic.finalDemand[1, 2] == 0)
  }

  @Test func rowsOfPrimaryInputsKeepTheirSum() throws {
    let rows = [NamedRows(name: "imports", values: [1, 2]), NamedRows(name: "primary_inputs", values: [52, 30])]
    let domestic = try Self.table(rows: rows).domesticByImportShares()
    let close = { (values: [Double], expected: [Double]) in zip(values, expected).allSatisfy { abs($0 - $1) <= 1e-13 } }
    let (imports, all) = (domestic.rows(named: "imports"), domestic.rows(named: "primary_inputs"))
    #expect(close(try #require(imports).values, [8, 12]))
    #expect(close(try #require(all).values, [59, 40]))
    #expect(domestic.rows.count == 2)
  }

  @Test func whatIsRefused() throws {
    func refusal(_ table: borrowing InputOutputTable) -> ImportShareError? {
      do throws(ImportShareError) {
        _ = try table.domesticByImportShares()
        return nil
      } catch { return error }
    }
    let domestic = refusal(try Self.table(kind: .domestic))
    #expect(domestic == .notTotal(table: "test"))
    let unstated = refusal(try Self.table(kind: .unstated))
    #expect(unstated == .notTotal(table: "test"))
    let unnamed = refusal(try Self.table(categories: ["households", "exports", "others"]))
    #expect(unnamed == .noImports(table: "test"))
    let beyond = refusal(try Self.table(imports: [101, 20], output: [0, 90]))
    #expect(beyond?.description == "imports of R/a, 101.0, exceed its uses at home, 80.0, and its exports, 20.0")
    // Exports by another name would be taken for uses at home.
    let atHome = refusal(try Self.table(categories: ["households", "abroad", "imports"]))
    #expect(atHome == .noExports(table: "test"))
    let net = refusal(try Self.table(categories: ["households", "others", "exports less imports"]))
    #expect(net == .noImports(table: "test"))
    #expect(throws: ImportShareError.self) {
      let table = try Self.table()
      _ = try table.domesticByImportShares(budget: MemoryBudget(limit: 16))
    }
  }

  @Test func noSectors() throws {
    var metadata = TableMetadata()
    metadata.flowKind = .total
    let table = try InputOutputTable(
      sectors: SectorIndex([]), transactions: Matrix(rows: 0, columns: 0),
      demand: ["exports", "imports"].map { DemandCategory(region: "R", category: $0) },
      finalDemand: Matrix(rows: 0, columns: 2), output: [], valueAdded: [], metadata: metadata)
    let domestic = try table.domesticByImportShares()
    #expect(domestic.demand.count == 1 && domestic.sectorCount == 0)
  }
}

@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct SharedImportShareTests {
  @Test(arguments: ["india_mospi_2015_16", "bea_2017_17sch_ixi", "china_digital_2010", "china_digital_2020"])
  func balancesAreKept(_ id: String) throws {
    let table = try SharedTables.read(id)
    let domestic = try table.domesticByImportShares()
    let (before, after) = (Self.gaps(table), Self.gaps(domestic))
    // Rounding of a product and a difference a cell.
    let output = (table.output ?? []).compensatedSum()
    #expect(zip(before.rows, after.rows).allSatisfy { abs($0 - $1) <= 1e-14 * output })
    #expect(zip(before.columns, after.columns).allSatisfy { abs($0 - $1) <= 1e-14 * output })
    #expect(domestic.demand.count == table.demand.count - 1 && domestic.metadata.flowKind == .domestic)
  }

  /// x less sales and demand; x less inputs, imports and value added.
  private static func gaps(_ table: borrowing InputOutputTable) -> (rows: [Double], columns: [Double]) {
    let (sales, inputs, demand) = (
      table.transactions.view.rowSums(), table.transactions.view.columnSums(), table.totalFinalDemand
    )
    let imports = table.rows(named: "imports")?.values
    let output = table.output ?? []
    return (
      output.indices.map { output[$0] - sales[$0] - demand[$0] },
      output.indices.map { output[$0] - inputs[$0] - (imports?[$0] ?? 0) }
    )
  }

  /// India 2011 with imports added to its flows: the shares give back each product's domestic uses in all, as the source has them.
  @Test func whatWasAddedIsTakenOut() throws {
    let id = "wiod2013nat_IND_2011"
    let domestic = try SharedTables.read(id)
    let total = try SharedTables.totalFlows(id)
    let again = try total.domesticByImportShares()
    let exports = domestic.demand.count - 1
    func uses(_ table: borrowing InputOutputTable, _ i: Int) -> Double {
      let demand = (0..<exports).map { table.finalDemand[i, $0] }
      return ((0..<table.sectorCount).map { table.transactions[i, $0] } + demand).compensatedSum()
    }
    // Rounding of a product and a difference a cell.
    for i in 0..<domestic.sectorCount {
      let (found, expected, scale) = (uses(again, i), uses(domestic, i), max(1, uses(total, i)))
      #expect(abs(found - expected) <= 1e-14 * scale)
      let (left, exported) = (again.finalDemand[i, exports], domestic.finalDemand[i, exports])
      #expect(left == exported)
    }
  }
}
