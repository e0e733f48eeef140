import Foundation
import Leontief
import TestSupport
import Testing

/// The estimators of the field's toolbox as commands: their main figures on a bundled table, and a refusal of each.
@Suite struct EstimateToolboxTests {
  private let germany = "\(MainJobTests.data)/germany_1995"

  /// The rows of a table of a result.
  private func rows(_ arguments: [String], _ table: String) throws -> [[String: Any]] {
    let run = try ToolRun(["estimate"] + arguments + ["--json", "-", "--engine", "swift"])
    #expect(run.status == 0, "\(run.errors)")
    let estimate = try #require(try run.json()["estimate"] as? [String: Any])
    let tables = try #require(estimate["tables"] as? [String: [String: Any]])
    return try #require(tables[table]?["rows"] as? [[String: Any]])
  }

  private func inputs(_ run: ToolRun) throws -> [String] {
    try #require(try run.json()["inputs"] as? [[String: Any]]).compactMap { $0["path"] as? String }
  }

  private func number(_ value: Any?) throws -> Double { try #require((value as? NSNumber)?.doubleValue) }

  private func refusal(_ arguments: [String], status: Int32, _ text: String) throws {
    let run = try ToolRun(arguments)
    #expect(run.status == status, "\(arguments): \(run.errors)")
    #expect(run.errors.contains(text), "\(run.errors)")
  }

  /// Losses without manufacturing: m_k x_k / l_kk with published multipliers and diagonal.
  @Test func extraction() throws {
    let losses = try rows(["extraction", germany, "--sector", "CPA_B-E"], "losses")
    let total = try #require(losses.first { $0["variant"] as? String == "total" && $0["measure"] as? String == "output" })
    #expect(relativeDifference(try number(total["loss"]), 1.8412988083 * 1_079_446 / 1.4291518598) < 1e-9)
    let all = try rows(["extraction", germany, "--all"], "output")
    #expect(relativeDifference(try number(all[1]["total"]), try number(total["loss"])) < 1e-12)
    try refusal(["estimate", "extraction", germany], status: 2, "--sector, --region and --all")
    try refusal(["estimate", "extraction", germany, "--sector", "CPA_X"], status: 3, "CPA_X is not in the table")
    try refusal(["estimate", "extraction", germany, "--region", "FRA"], status: 3, "no region is named FRA")
  }

  @Test func influence() throws {
    let folder = try TemporaryFolder()
    let file = "\(folder.path)/S.npy"
    let cells = try rows(["influence", germany, "--most", "3", "--out", file], "cells")
    #expect(cells.count == 3 && cells[0]["row"] as? String == "DEU/CPA_B-E" && cells[0]["column"] as? String == "DEU/CPA_B-E")
    #expect(FileManager.default.fileExists(atPath: file))
    try refusal(["estimate", "influence", germany, "--change", "0.9"], status: 4, "CPA_")
  }

  @Test func prices() throws {
    let prices = try rows(["prices", germany, "--shock", "CPA_A=+10%"], "sectors")
    // v₁ l₁₁ / 10.
    #expect(relativeDifference(try number(prices[0]["price"]), 0.1 * 21664 / 43910 * 1.0338723657) < 1e-9)
    let folder = try TemporaryFolder()
    let file = "\(folder.path)/shock.csv"
    try "sector,change\nCPA_A,10%\n".write(toFile: file, atomically: true, encoding: .utf8)
    let same = try rows(["prices", germany, "--shock", file], "sectors")
    #expect(try number(same[3]["price"]) == number(prices[3]["price"]))
    // Wages are money: 0.1 c₁/x₁ l₁₁. Jobs are not.
    let wages = try rows(["prices", germany, "--shock", "CPA_A=+10%", "--on", "compensation"], "sectors")
    #expect(relativeDifference(try number(wages[0]["price"]), 0.1 * 9382 / 43910 * 1.0338723657) < 1e-9)
    let jobs = ["estimate", "prices", germany, "--shock", "CPA_A=+10%", "--on", "employment"]
    try refusal(jobs, status: 3, "row employment is not in money")
    try refusal(["estimate", "prices", germany, "--shock", "CPA_A"], status: 2, "says no change")
    try "sector,change\nCPA_A,much\n".write(toFile: file, atomically: true, encoding: .utf8)
    try refusal(["estimate", "prices", germany, "--shock", file], status: 3, "shock.csv:2: 'much' is no change")
  }

  @Test func footprint() throws {
    let regions = try rows(["footprint", germany, "--rows", "employment"], "regions")
    #expect(regions.count == 2)
    #expect(try abs(number(regions[0]["d_pba"]) - 36428) < 1e-7)
    #expect(try abs(number(regions[0]["d_cba"]) + number(regions[1]["d_cba"]) - 36428) < 1e-7)
    let folder = try TemporaryFolder()
    let file = "\(folder.path)/land.csv"
    let codes = ["CPA_O-T", "CPA_A", "CPA_B-E", "CPA_F", "CPA_G-I", "CPA_J-N"]
    let lines = codes.map { "\($0),\($0 == "CPA_A" ? 7 : 0)" }
    try (["sector,land"] + lines).joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    let land = try rows(["footprint", germany, "--satellite", file], "sectors")
    #expect(try number(land[0]["land_f"]) == 7 && number(land[1]["land_f"]) == 0)
    #expect(try abs(number(land[0]["land_d_pba"]) - 7) < 1e-14 && number(land[1]["land_d_pba"]) == 0)
    try refusal(["estimate", "footprint", germany, "--rows", "jobs"], status: 3, "no row jobs")
    try refusal(["estimate", "footprint", germany], status: 2, "--rows or --satellite")
    try (["sector,land"] + lines.dropLast()).joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    try refusal(["estimate", "footprint", germany, "--satellite", file], status: 3, "no line for sector DEU/CPA_J-N")
  }

  @Test func decomposition() throws {
    let terms = try rows(["decomposition", germany, germany], "decomposition")
    #expect(try number(terms[0]["change"]) == 0 && number(terms[1]["technology"]) == 0)
    let india = "\(MainJobTests.data)/wiod2016nat_IND_2014"
    try refusal(["estimate", "decomposition", germany, india], status: 3, "the tables have 6 and 56 sectors")
  }

  /// Germany balances, so balancing changes nothing; targets out of reach are refused by name.
  @Test func balance() throws {
    let folder = try TemporaryFolder()
    let out = "\(folder.path)/balanced"
    let run = try ToolRun(["balance", germany, "--out", out, "--method", "ras", "--json", "-", "--engine", "swift"])
    #expect(run.status == 0, "\(run.errors)")
    let details = try #require(try run.json()["details"] as? [String: Any])
    #expect(details["method"] as? String == "ras" && details["iterations"] as? Int == 1)
    #expect(try number(details["row_error"]) < 1e-10)
    let targets = "\(folder.path)/rows.csv"
    let codes = ["CPA_A", "CPA_B-E", "CPA_F", "CPA_G-I", "CPA_J-N", "CPA_O-T"]
    try (["sector,rows"] + codes.map { "\($0),1" }).joined(separator: "\n")
      .write(toFile: targets, atomically: true, encoding: .utf8)
    try refusal(["balance", germany, "--rows", targets, "--out", "\(folder.path)/b"], status: 3, "--scale-columns")
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/b"))
  }

  /// India's rows and columns are off by rounding: final demand gives way, and the report tells by how much.
  @Test func mending() throws {
    let folder = try TemporaryFolder()
    let (india, out) = ("\(MainJobTests.data)/wiod2016nat_IND_2014", "\(folder.path)/balanced")
    let run = try ToolRun(["balance", india, "--out", out, "--json", "-", "--engine", "swift"])
    #expect(run.status == 0, "\(run.errors)")
    let details = try #require(try run.json()["details"] as? [String: Any])
    let demand = try #require(details["final_demand"] as? [String: Any])
    #expect(try number(demand["moved"]) > 0 && number(demand["share"]) < 1e-7 && demand["largest"] is [String: Any])
    let table = try ReaderRegistry.standard.read(out).takeTable()
    let (output, inputs) = (table.output ?? [], table.primaryInputs ?? [])
    #expect(output.count == 56 && inputs.count == 56)
    let (rows, columns, final) = (table.transactions.view.rowSums(), table.transactions.view.columnSums(), table.totalFinalDemand)
    for i in output.indices {
      #expect(
        abs(rows[i] + final[i] - output[i]) <= 1e-10 * output[i] && abs(columns[i] + inputs[i] - output[i]) <= 1e-12 * output[i])
    }
    let text = try ToolRun(["balance", india, "--out", out, "--overwrite", "--engine", "swift"])
    #expect(text.status == 0 && text.output.contains("final demand: ") && text.output.contains(" % of it; most "))
    let kept = ["balance", india, "--out", "\(folder.path)/b", "--final-demand", "kept"]
    try refusal(kept, status: 3, "--scale-columns")
    let both = ["balance", india, "--out", "\(folder.path)/b", "--final-demand", "balanced", "--output", "x.csv"]
    try refusal(both, status: 2, "--final-demand balanced")
  }

  /// A table whose rows are off by more than a tenth is refused by all that solves, with the cure, and mended by it.
  @Test func aTableThatIsFarOff() throws {
    let folder = try TemporaryFolder()
    let table = try ReferenceTables.table(
      codes: ["a", "b"], flows: [[10, 20], [30, 40]], demand: [[50], [60]], output: [100, 150], valueAdded: [60, 90])
    let (path, out) = ("\(folder.path)/off", "\(folder.path)/mended")
    try WriterRegistry.standard.write(table, to: path, options: WriteOptions(existing: .refused))
    try refusal(["estimate", "multipliers", path], status: 3, "mend it with leontief balance")
    let run = try ToolRun(["balance", path, "--out", out, "--engine", "swift"])
    #expect(run.status == 0 && run.errors.contains("warning: rows do not balance"), "\(run.errors)")
    let mended = try ReaderRegistry.standard.read(out).takeTable()
    let rows = zip(mended.transactions.view.rowSums(), mended.totalFinalDemand).map { $0 + $1 }
    let same = mended.output == [100, 150] && mended.valueAdded == [60, 90]
    // The tolerance of the iteration is 1e-10.
    #expect(same && relativeDifference(rows, [100, 150]) < 1e-9)
  }

  /// Two sectors sell nothing of what they make: one line with both.
  @Test func aTableThatCannotBeMended() throws {
    let folder = try TemporaryFolder()
    let table = try ReferenceTables.table(
      codes: ["a", "b", "c", "d", "e"],
      flows: [[10, 10, 10, 0.001, 0.001], [10, 10, 10, 0, 0], [10, 10, 10, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]],
      demand: [[69.998], [70], [70], [0], [0]], output: [100, 100, 100, 0.01, 0.02], valueAdded: [70, 70, 70, 0.009, 0.019])
    let path = "\(folder.path)/silent"
    try WriterRegistry.standard.write(table, to: path, options: WriteOptions(existing: .refused))
    let run = try ToolRun(["balance", path, "--out", "\(folder.path)/b", "--quiet"])
    #expect(run.status == 3 && run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    #expect(
      run.errors.contains("row R/d is 0.01") && run.errors.contains("neither can these be brought to their targets: row R/e"))
  }

  @Test func aggregationBias() throws {
    let folder = try TemporaryFolder()
    let map = "\(folder.path)/map.csv"
    let lines = ["CPA_A,goods", "CPA_B-E,goods", "CPA_F,goods", "CPA_G-I,rest", "CPA_J-N,rest", "CPA_O-T,rest"]
    try (["from,to"] + lines).joined(separator: "\n").write(toFile: map, atomically: true, encoding: .utf8)
    let run = try ToolRun([
      "aggregate", germany, "--map", map, "--out", "\(folder.path)/two", "--bias", "--json", "-", "--engine", "swift",
    ])
    #expect(run.status == 0, "\(run.errors)")
    let details = try #require(try run.json()["details"] as? [String: Any])
    let tables = try #require((details["estimate"] as? [String: Any])?["tables"] as? [String: [String: Any]])
    let rows = try #require(tables["multipliers"]?["rows"] as? [[String: Any]])
    // Means by final demand of the published multipliers.
    let (m, y) = ([1.7048382795, 1.8412988083, 1.8136266663], [15219.0, 619342, 196063])
    let mean = zip(m, y).map { $0 * $1 }.reduce(0, +) / y.reduce(0, +)
    #expect(relativeDifference(try number(rows[0]["output_before"]), mean) < 1e-9)
    try refusal(
      ["aggregate", germany, "--map", map, "--out", "\(folder.path)/x", "--demand", map], status: 2, "--demand is for --bias")
  }

  /// Miller and Blair, table 5.3, from files.
  @Test func supplyAndUse() throws {
    let folder = try TemporaryFolder()
    let sut = try SupplyUseFixture.write(to: folder)
    let out = "\(folder.path)/table"
    let run = try ToolRun([
      "transform", sut, "--technology", "industry", "--kind", "commodity", "--out", out, "--json", "-", "--engine", "swift",
    ])
    #expect(run.status == 0, "\(run.errors)")
    #expect((try run.json()["details"] as? [String: Any])?["negative_flows"] as? Int == 0)
    let multipliers = try rows(["multipliers", out], "multipliers")
    #expect(abs(try number(multipliers[0]["output"]) - (1.156783 + 0.131402)) < 1e-6)
    for (file, text) in [("meta.json", "{\"title\": \"SUT\"}"), ("demand.csv", "not read beside one column"), ("notes.txt", "")] {
      try text.write(toFile: "\(sut)/\(file)", atomically: true, encoding: .utf8)
    }
    let shares = try ToolRun(["estimate", "supply-use", sut, "--commodities", "c1", "--json", "-"])
    #expect(shares.status == 0, "\(shares.errors)")
    // Every file that was read, and none besides.
    let files = ["U.npy", "V.npy", "commodities.csv", "e.npy", "industries.csv", "meta.json", "va.npy"].map { "\(sut)/\($0)" }
    #expect(try inputs(shares) == files && inputs(run) == files.filter { !$0.hasSuffix("meta.json") })
    try refusal(["estimate", "supply-use", sut, "--commodities", "c9"], status: 3, "c9 is not in the table")
    try NPYWriter.write([80.0], to: "\(sut)/e.npy")
    try refusal(["transform", sut, "--out", "\(folder.path)/t"], status: 3, "e.npy")
    try FileManager.default.removeItem(atPath: "\(sut)/V.npy")
    try refusal(["transform", sut, "--out", "\(folder.path)/t"], status: 3, "there is no V.npy")
  }
}
