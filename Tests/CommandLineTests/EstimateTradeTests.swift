import Foundation
import Leontief
import TestSupport
import Testing

/// What `estimate manufacturing`, `exports`, `length` and `digital-world` print, write and refuse.
@Suite struct EstimateTradeTests {
  private let folder: TemporaryFolder
  private let table: String

  init() throws {
    folder = try TemporaryFolder()
    table = "\(folder.path)/leather"
    try WriterRegistry.standard.write(ReferenceTables.leather(), to: table, options: WriteOptions(existing: .refused))
  }

  private func rows(_ run: ToolRun, _ name: String) throws -> [[String: Any]] {
    let estimate = try #require(try run.json()["estimate"] as? [String: Any])
    let table = try #require((estimate["tables"] as? [String: Any])?[name] as? [String: Any])
    return try #require(table["rows"] as? [[String: Any]])
  }

  private func number(_ row: [String: Any], _ name: String) throws -> Double {
    try #require((row[name] as? NSNumber)?.doubleValue)
  }

  @Test func manufacturing() throws {
    let sets = ["--digital", "AGR", "--manufacturing", "TEX,TRQ"]
    let run = try ToolRun(["estimate", "manufacturing", table, "--json", "-"] + sets)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.json()["schema"] as? String == "leontief-estimate-manufacturing/1")
    let country = try rows(run, "countries")[0]
    // Row 1 of v̂ L ê: 2.7939512571 + .3560669428.
    let source = try rows(run, "sources")[0]
    #expect(abs(try number(source, "exporter_arg") - 3.1500181999) <= 1e-10)
    #expect(abs(try number(country, "domestic_share") - 3.1500181999 / 31.1) <= 1e-11)
    let text = try ToolRun(["estimate", "manufacturing", table] + sets)
    #expect(text.output.contains("Digital services in manufacturing") && text.output.contains("AGR (named)"))
  }

  /// A definition of a user's own says what named sectors say; one of activities is told apart.
  @Test func definitionsFromFiles() throws {
    let path = try folder.write(
      """
      {id: own, title: Own, classification: leather, standing: derived, source: a test,
      digital_services: [AGR], digital_economy: [AGR], manufacturing: [TEX, TRQ]}

      """, to: "own.yaml")
    let manufacturing = try ToolRun(["estimate", "manufacturing", table, "--definition", path, "--json", "-"])
    #expect(manufacturing.status == 0, "\(manufacturing.errors)")
    #expect(abs(try number(rows(manufacturing, "sources")[0], "exporter_arg") - 3.1500181999) <= 1e-10)
    let inputs = try #require(try manufacturing.json()["inputs"] as? [[String: Any]])
    #expect(inputs.contains { $0["path"] as? String == path })
    let named = try ToolRun(["estimate", "digital-world", table, "--digital", "AGR", "--json", "-"])
    let world = try ToolRun(["estimate", "digital-world", table, "--definition", path, "--json", "-"])
    #expect(world.status == 0, "\(world.errors)")
    #expect(try number(rows(world, "world")[3], "share") == number(rows(named, "world")[3], "share"))
    let activities = try ToolRun(["estimate", "manufacturing", table, "--definition", "adb-2021"])
    #expect(activities.status == 2 && activities.errors.contains("does not name a classification's sectors"))
  }

  /// The table at half the size in 2000, as it is in 2005.
  private func years() throws -> [String] {
    let sizes: [(String, Double)] = [("2000", 0.5), ("2005", 1)]
    return try sizes.map { year, factor in
      var table = try ReferenceTables.leather()
      table.metadata.year = year
      table.metadata.unit = "million"
      for i in 0..<9 {
        for j in 0..<9 { table.transactions[i, j] *= factor }
        for k in 0..<3 { table.finalDemand[i, k] *= factor }
      }
      table.output = table.output?.map { factor * $0 }
      table.valueAdded = table.valueAdded?.map { factor * $0 }
      let path = "\(folder.path)/\(year)"
      try WriterRegistry.standard.write(table, to: path, options: WriteOptions(existing: .refused))
      return path
    }
  }

  @Test(arguments: ["manufacturing", "exports", "length", "digital-world"]) func severalYears(_ what: String) throws {
    let tables = try years()
    var sets: [String] = []
    if what == "manufacturing" { sets = ["--digital", "AGR", "--manufacturing", "TEX,TRQ"] }
    if what == "digital-world" { sets = ["--digital", "AGR"] }
    let run = try ToolRun(["estimate", what] + tables + ["--json", "-"] + sets)
    #expect(run.status == 0, "\(run.errors)")
    let estimate = try #require(try run.json()["estimate"] as? [String: Any])
    let names = try #require(estimate["tables"] as? [String: Any]).keys
    let stacked = try #require(names.first { !$0.hasSuffix("_change") && names.contains("\($0)_change") })
    #expect(Set(try rows(run, stacked).compactMap { $0["year"] as? Int }) == [2000, 2005])
    #expect(try run.json()["schema"] as? String == "leontief-estimate-\(what)/1")
    guard what == "manufacturing" else { return }
    let (all, changes) = (try rows(run, "countries"), try rows(run, "countries_change"))
    #expect(all.count == 6 && changes.count == 3)
    // Half of 31.1, and so the change; shares stay.
    #expect(abs(try number(changes[0], "exports") - 31.1 / 2) <= 1e-12)
    #expect(abs(try number(changes[0], "domestic_share")) <= 1e-15)
    #expect(try rows(run, "sources_change").count == 3)
    let page = "\(folder.path)/years.html"
    let shown = try ToolRun(["estimate", what] + tables + sets + ["--html", page])
    #expect(shown.status == 0, "\(shown.errors)")
    let text = try String(contentsOfFile: page, encoding: .utf8)
    // The last year's pictures, not those of the first.
    #expect(text.contains("id=\"figure-1\"") && text.contains(", 2005<") && !text.contains(", 2000<"))
  }

  /// The tables of a study's years are those that the command would name; its mistakes are told with its lines.
  @Test func yearsOfAStudy() throws {
    let tables = try years()
    let digital = "digital: {primary: [AGR]}"
    let years = "years:\n  - {year: 2000, table: \"2000\"}\n  - {year: 2005, table: \"2005\"}\n"
    let path = try folder.write("\(digital)\n\(years)", to: "s.yaml")
    let study = try ToolRun(["estimate", "digital-world", "--study", path, "--json", "-"])
    #expect(study.status == 0, "\(study.errors)")
    let named = try ToolRun(["estimate", "digital-world"] + tables + ["--digital", "AGR", "--json", "-"])
    for (one, other) in zip(try rows(study, "countries"), try rows(named, "countries")) {
      #expect(one as NSDictionary == other as NSDictionary)
    }
    let inputs = try #require(try study.json()["inputs"] as? [[String: Any]])
    #expect(inputs.count { $0["path"] as? String == path } == 1)
    func refusal(_ text: String, _ arguments: [String], _ status: Int32) throws -> String {
      let path = try folder.write(text, to: "r.yaml")
      let run = try ToolRun(["estimate"] + arguments + ["--study", path])
      #expect(run.status == status, "\(run.errors)")
      return run.errors
    }
    let world = ["digital-world"]
    #expect(try refusal("\(digital)\n\(years)", world + [tables[0]], 3).contains("r.yaml: line 2: the study names the tables"))
    #expect(try refusal(digital, world, 2).contains("no table is named"))
    #expect(try refusal(digital, world + [tables[0], "--tables", folder.path], 2).contains("has no 'years'"))
    #expect(
      try refusal("\(digital)\n\(years.replacing("2005,", with: "2004,"))", world, 3)
        .contains("line 4: the table of 2004, 2005, is of 2005"))
    #expect(
      try refusal("\(digital)\n\(years.replacing("\"2005\"", with: "\"2006\""))", world, 3).contains("line 4: there is no table"))
    let swapped = "years:\n  - {year: 2000, table: \"2005\"}\n  - {year: 2005, table: \"2000\"}\n"
    #expect(try refusal("\(digital)\n\(swapped)", world, 3).contains("line 3: the table of 2000, 2005, is of 2005"))
    let alone = "\(digital)\ndeflators: {file: p.csv, base_year: 2000}"
    #expect(try refusal(alone, world + [tables[0]], 3).contains("line 2: 'deflators' go with 'years'"))
    let deflated = "\(years)deflators: {file: p.csv, base_year: 2000}"
    #expect(
      try refusal("\(digital)\n\(deflated)", world, 3).contains("line 5: trade between countries is measured at current prices"))
    // Estimates of one table say where years belong.
    let sentence = try refusal("\(digital)\n\(years)", ["digital", tables[0]], 3)
    #expect(sentence.contains("line 2: 'years' makes a study of several years") && sentence.contains("digital-world"))
    let split = try ToolRun(["split", tables[0], "--study", path, "--out", "\(folder.path)/split"])
    #expect(split.status == 3 && split.errors.contains("s.yaml: line 2: 'years'") && !split.errors.contains("this estimate"))
    let elsewhere = try TemporaryFolder()
    let moved = try elsewhere.write("\(digital)\n\(years)", to: "s.yaml")
    #expect(try ToolRun(["estimate", "digital-world", "--study", moved, "--tables", folder.path, "--quiet"]).status == 0)
  }

  /// Years are no amounts: 2005, not 2005.0.
  @Test func yearsInFiles() throws {
    let (tables, csv) = (try years(), "\(folder.path)/csv")
    #expect(try ToolRun(["estimate", "digital-world"] + tables + ["--digital", "AGR", "--quiet", "--csv", csv]).status == 0)
    let lines = try String(contentsOfFile: "\(csv)/countries.csv", encoding: .utf8).split(separator: "\n")
    let column = try #require(lines[0].split(separator: ",").firstIndex(of: "year"))
    #expect(lines.dropFirst().map { $0.split(separator: ",")[column] } == ["2000", "2000", "2000", "2005", "2005", "2005"])
  }

  @Test func yearsThatDoNotFit() throws {
    let tables = try years()
    let sets = ["--digital", "AGR", "--manufacturing", "TEX"]
    func run(_ paths: [String]) throws -> ToolRun { try ToolRun(["estimate", "manufacturing"] + paths + sets) }
    let backwards = try run(tables.reversed())
    #expect(backwards.status == 2 && backwards.errors.contains("2000 and follows one of 2005"))
    let twice = try run([tables[0], tables[0]])
    #expect(twice.status == 2 && twice.errors.contains("ascending order of years"))
    let undated = try run([tables[0], table])
    #expect(undated.status == 3 && undated.errors.contains("states no year"))
    var other = try ReferenceTables.leather()
    other.metadata.year = "2010"
    other.metadata.unit = "billion"
    try WriterRegistry.standard.write(other, to: "\(folder.path)/other", options: WriteOptions(existing: .refused))
    let units = try run([tables[0], "\(folder.path)/other"])
    #expect(units.status == 3 && units.errors.contains("the unit of \(folder.path)/other is 'billion'"))
    func write(_ name: String, _ change: (inout TableMetadata) -> Void) throws -> String {
      var table = try ReferenceTables.leather()
      (table.metadata.year, table.metadata.unit) = (name, "million, rounded to integers")
      change(&table.metadata)
      try WriterRegistry.standard.write(table, to: "\(folder.path)/\(name)", options: WriteOptions(existing: .refused))
      return "\(folder.path)/\(name)"
    }
    // Remarks beside a unit are no other unit.
    let dollars = try write("2011") { $0.currency = "USD" }
    let rounded = try run([tables[0], dollars])
    #expect(rounded.status == 0, "\(rounded.errors)")
    let euros = try write("2012") { $0.currency = "EUR" }
    let money = try run([dollars, euros])
    #expect(money.status == 3 && money.errors.contains("the currency of \(euros) is 'EUR', that of the tables before 'USD'"))
    let total = try write("2013") { ($0.currency, $0.flowKind) = ("USD", .total) }
    let flows = try run([dollars, total])
    #expect(flows.status == 3 && flows.errors.contains("the kind of flows of \(total) is 'total'"), "\(flows.errors)")
    let inside = try ToolRun(["estimate", "manufacturing"] + tables + sets + ["--csv", "\(tables[1])/csv"])
    #expect(inside.status == 2 && inside.errors.contains("lies inside"))
  }

  @Test func exports() throws {
    let run = try ToolRun(["estimate", "exports", table, "--exporter", "ARG", "--sectors", "--json", "-"])
    #expect(run.status == 0, "\(run.errors)")
    let pair = try #require(try rows(run, "sectors_arg").first)
    #expect(pair["code"] as? String == "AGR" && pair["importer"] as? String == "TUR")
    #expect(abs(try number(pair, "t1") - 5.4744) <= 5e-5)
    #expect(try rows(run, "content").count == 3 && rows(run, "bilateral_arg").count == 2)
    let all = try ToolRun(["estimate", "exports", table])
    #expect(all.status == 0 && all.output.contains("Wang, Wei and Zhu's sixteen terms add to exports"))
    #expect(!all.output.contains("Exports of ARG"))
  }

  /// Of leather no definition is built in: digital sectors are named, or not shown.
  @Test func digitalSectorsInValueChains() throws {
    let none = try ToolRun(["estimate", "exports", table, "--json", "-"])
    let tables = try #require((try none.json()["estimate"] as? [String: Any])?["tables"] as? [String: Any])
    #expect(none.status == 0 && tables["content"] != nil && tables["digital_sectors"] == nil)
    let run = try ToolRun(["estimate", "exports", table, "--digital", "TEX", "--json", "-"])
    #expect(run.status == 0, "\(run.errors)")
    let first = try rows(run, "digital_sectors")[0]
    // 28.5 of 64.3; the world's 28.5 + 59.2 + 31 of 325.5.
    #expect(abs(try number(first, "exports_share") - 28.5 / 64.3) <= 1e-15)
    #expect(abs(try number(first, "rca") - 28.5 / 64.3 / (118.7 / 325.5)) <= 1e-14)
    let lengths = try ToolRun(["estimate", "length", table, "--digital", "TEX", "--json", "-"])
    #expect(lengths.status == 0, "\(lengths.errors)")
    #expect(try number(rows(lengths, "digital_sectors")[0], "plv") == number(rows(lengths, "sectors")[1], "plv"))
    for what in ["exports", "length"] {
      let unknown = try ToolRun(["estimate", what, table, "--digital", "TE"])
      #expect(unknown.status == 2 && unknown.errors.contains("no region has a sector TE; nearest are TEX"), "\(unknown.errors)")
      let both = try ToolRun(["estimate", what, table, "--digital", "TEX", "--definition", "wiod35"])
      #expect(both.status == 2 && both.errors.contains("give one"), "\(both.errors)")
    }
  }

  @Test(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
  func digitalSectorsOfABuiltInDefinition() throws {
    let run = try ToolRun(["estimate", "exports", SharedTables.table("wiodlr_1965"), "--json", "-", "--engine", "swift"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try rows(run, "digital_sectors").count == 26)
    let remarks = try #require((try run.json()["estimate"] as? [String: Any])?["remarks"] as? [String])
    #expect(remarks.contains { $0.hasPrefix("digital sectors: ") && $0.contains("wiodlr23") })
  }

  @Test func countriesOfParts() throws {
    try folder.write("region,country\nTUR,EUR\nDEU,EUR\n", to: "map.csv")
    let run = try ToolRun(["estimate", "exports", table, "--countries", "\(folder.path)/map.csv", "--json", "-"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try rows(run, "content").map { $0["country"] as? String } == ["ARG", "EUR"])
    // What ARG sells is the same; what the two sell each other is no export.
    #expect(abs(try number(rows(run, "content")[0], "exports") - 64.3) <= 1e-12)
    #expect(
      (try run.json()["inputs"] as? [[String: Any]])?.contains { ($0["path"] as? String)?.hasSuffix("map.csv") == true } == true)
  }

  @Test func lengthsAndTheWorld() throws {
    let lengths = try ToolRun(["estimate", "length", table, "--json", "-"])
    #expect(lengths.status == 0, "\(lengths.errors)")
    #expect(abs(try number(rows(lengths, "sectors")[0], "plv_gvc") - 3.4081330687761064) <= 1e-13)
    let world = try ToolRun(["estimate", "digital-world", table, "--digital", "TEX", "--json", "-"])
    #expect(world.status == 0, "\(world.errors)")
    #expect(abs(try number(rows(world, "world")[3], "share") - 0.414314707202584) <= 1e-14)
  }

  /// A table is needed by all, but where a study may name it.
  @Test(arguments: ["exports", "manufacturing", "length"]) func aTableIsNeeded(_ what: String) throws {
    let run = try ToolRun(["estimate", what])
    #expect(run.status == 2 && run.errors.contains("<table>"), "\(run.errors)")
    #expect(try ToolRun(["estimate", what, "--help"]).output.contains("\(what) [<options>] <table> ..."))
    #expect(try ToolRun(["estimate", "digital-world", "--help"]).output.contains("digital-world [<options>] [<table> ...]"))
  }

  @Test func refusals() throws {
    let germany = "\(MainJobTests.data)/germany_1995"
    try folder.write("region,country\nMX1,MEX\n", to: "wrong.csv")
    let cases: [([String], Int32, String)] = [
      (["exports", germany], 3, "needs a multi-regional table"), (["length", germany], 3, "needs a multi-regional table"),
      (["exports", table, "--exporter", "FRA"], 2, "there is no country FRA; the table has ARG, TUR, DEU"),
      (["exports", table, "--countries", "\(folder.path)/wrong.csv"], 3, "names region MX1"),
      (["manufacturing", table], 3, "fit none of the built-in definitions"),
      (["manufacturing", table, "--digital", "AG", "--manufacturing", "TEX"], 2, "no region has a sector AG; nearest are AGR"),
      (["digital-world", table, "--digital", "TEX", "--study", "x.yaml"], 2, "give one"),
      (["digital-world", table, "--digital", "TEX", "--definition", "wiod35"], 2, "give one"),
      (["digital-world", table], 3, "fit none of the built-in definitions"),
    ]
    for (arguments, status, sentence) in cases {
      let run = try ToolRun(["estimate"] + arguments)
      #expect(run.status == status, "\(arguments): \(run.errors)")
      #expect(run.errors.contains(sentence), "\(run.errors)")
      #expect(run.output.isEmpty)
    }
  }
}
