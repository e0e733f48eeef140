import MatrixCore
import TableFormats
import Tables
import TestSupport
import Testing

/// Every reference table, against what its `meta.json` says of it (computed elsewhere, in NumPy).
@Suite(.enabled(if: SharedTables.areAvailable, "\(SharedTables.absence)"))
struct SharedTableTests {
  private func number(_ value: Any?) -> Double? { (value as? Double) ?? (value as? Int).map(Double.init) }

  @Test(arguments: SharedTables.ids)
  func reproducesItsDescription(id: String) throws {
    let reading = try ReaderRegistry.standard.read(SharedTables.table(id))
    let document = try SharedTables.document(id)
    let validation = try #require(reading.report.validation)
    let table = reading.takeTable()
    #expect(table.sectorCount == document["n"] as? Int)
    #expect(table.sectors.regions == document["regions"] as? [String])
    #expect(table.metadata.unit == document["unit"] as? String)
    #expect(table.metadata.flowKind != .unstated)
    // Foundation's untyped JSON reads 17 digits a few units in the last place off.
    #expect(abs(validation.density - (number(document["density"]) ?? .nan)) <= 1e-15)
    let largest = try #require(number(document["column_sum_of_A_max"]))
    let found = try #require(validation.coefficientColumnSums?.max())
    // Column sums in NumPy are added in another order: up to n·u apart; observed at most 2e-15.
    #expect(abs(found - largest) <= 1e-14 * largest)
    let above = validation.coefficientColumnSums?.count { $0 > 1 }
    #expect(above == document["column_sums_of_A_above_1"] as? Int)
    let negatives = try #require(document["negatives"] as? [String: Int])
    #expect(validation.negatives.transactions == negatives[table.transactionsKind == .flows ? "Z" : "A"])
    guard table.transactionsKind == .flows else { return }
    #expect(validation.negatives.finalDemand == negatives["Y"])
    #expect(validation.negatives.output == negatives["x"])
    #expect(validation.negatives.valueAdded == negatives["va"])
    #expect(validation.inactiveSectors == document["zero_output_indices"] as? [Int])
    try expectTotals(table, document)
    let output = table.output ?? []
    try expectBalance(validation.balance.row, document["balance_row"], output)
    try expectBalance(validation.balance.column, document["balance_column"], output)
  }

  private func expectTotals(_ table: borrowing InputOutputTable, _ document: [String: Any]) throws {
    let totals = try #require(document["totals"] as? [String: Any])
    let found = [
      "output": table.output?.compensatedSum(), "final_demand": table.totalFinalDemand.compensatedSum(),
      "va": table.valueAdded?.compensatedSum(), "primary_inputs": table.primaryInputs?.compensatedSum(),
    ]
    for (name, value) in totals {
      let expected = try #require(number(value))
      let sum = (found[name] ?? nil) ?? .nan
      // Pairwise and compensated sums; observed at most 2e-15 apart.
      #expect(abs(sum - expected) <= 1e-13 * abs(expected), "\(name)")
    }
  }

  private func expectBalance(_ found: BalanceReport.Residuals?, _ described: Any?, _ output: [Double]) throws {
    let residuals = try #require(found)
    let balance = try #require(described as? [String: Any])
    let scale = output.maximumNorm()
    let rounding = 1e-14 * scale
    #expect(abs(residuals.maximum - (number(balance["abs_max"]) ?? .nan)) <= rounding)
    #expect(abs(residuals.maximum / scale - (number(balance["rel_max"]) ?? .nan)) <= 1e-14)
    #expect(abs(residuals.totalRelative - (number(balance["rel_total"]) ?? .nan)) <= 1e-14)
  }

  /// Warnings are known one by one: a new one is a change of the checks.
  @Test(arguments: SharedTables.ids)
  func hasOnlyKnownWarnings(id: String) throws {
    let reading = try ReaderRegistry.standard.read(SharedTables.table(id))
    let validation = try #require(reading.report.validation)
    let warnings = validation.findings.filter { $0.severity == .warning }.map(\.id)
    let known: [String: [String]] = [
      "bea_2017_17sch_ixi": [
        "row-balance", "column-balance", "negative-flow", "negative-value-added", "column-sum-at-or-above-one",
      ],
      "china_digital_2020": ["negative-value-added", "column-sum-at-or-above-one"],
      "gaeeio_v1.0_146": ["negative-flow"],
      "india_mospi_2015_16": ["column-sum-at-or-above-one"],
      "oecd2018nat_BRA_2014": ["negative-value-added"],
      "oecd2018nat_VNM_2014": ["column-balance"],
      "oecd2018nat_ZAF_2014": ["column-balance"],
      "pymrio_small_mrio": ["negative-value-added", "column-sum-at-or-above-one"],
      "useeio_v1.2_388": ["negative-flow", "column-sum-at-or-above-one"],
      "useeio_v2.0.1_411": ["negative-flow"],
      "wiod2013_1995": ["zero-output-rounding", "row-balance"],
      "wiod2013_2011": ["zero-output-rounding", "row-balance"],
    ]
    #expect(warnings == known[id] ?? [])
  }

  @Test func mapsFlowsInPlace() throws {
    let description = try ReaderRegistry.standard.probe(SharedTables.table("wiodlr_2000"))
    #expect(description.format == "canonical folder")
    #expect(description.sectorCount == 598 && description.demandCount == 104 && description.year == "2000")
    #expect(description.unit == "million USD, current prices")
    #expect(description.bytesMapped == 8 * 598 * (598 + 104))
    // x, va, margins, primary_inputs.
    #expect(description.bytesToAllocate == 4 * 8 * 598)
    #expect(description.rowNames == ["margins", "primary_inputs"])
  }

  @Test func leavesOtherFilesAlone() throws {
    let flows = try ReaderRegistry.standard.read(SharedTables.table("wiod2013nat_IND_2011"))
    #expect(flows.report.leftAlone == ["Yimp.npy", "Zimp.npy", "gva.npy"])
    #expect(flows.table.rows.map(\.name) == ["imports", "margins", "primary_inputs", "taxes"])
    #expect(flows.table.rows(named: "imports")?.meaning == "imported intermediate inputs used by each column")
    let coefficients = try ReaderRegistry.standard.read(SharedTables.table("useeio_v2.0.1_411"))
    #expect(coefficients.report.leftAlone == ["A_d.npy", "demand_vectors.csv", "demand_vectors.npy", "q.npy"])
    #expect(coefficients.table.demand.isEmpty && coefficients.table.finalDemand.columns == 0)
  }

  /// Where all primary inputs are given together, value added and the named rows add up to them.
  @Test(arguments: SharedTables.ids)
  func namedRowsAddUpToPrimaryInputs(id: String) throws {
    let table = try ReaderRegistry.standard.read(SharedTables.table(id)).takeTable()
    guard let all = table.rows(named: "primary_inputs")?.values, let valueAdded = table.valueAdded else { return }
    var sums = valueAdded
    for row in table.primaryInputRows { for j in sums.indices { sums[j] += row.values[j] } }
    for j in sums.indices { #expect(abs(sums[j] - all[j]) <= 1e-12 * all.maximumNorm(), "sector \(j)") }
  }
}
