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
