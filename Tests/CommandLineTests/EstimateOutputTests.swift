import Foundation
import Leontief
import TestSupport
import Testing

/// What `estimate multipliers` and `linkages` print and write.
@Suite struct EstimateOutputTests {
  private let germany = "\(MainJobTests.data)/germany_1995"

  @Test func theSameFiguresInEveryForm() throws {
    let folder = try TemporaryFolder()
    let (csv, markdown, json) = ("\(folder.path)/csv", "\(folder.path)/m.md", "\(folder.path)/m.json")
    let run = try ToolRun([
      "estimate", "multipliers", germany, "--csv", csv, "--markdown", markdown, "--json", json, "--engine", "swift",
    ])
    #expect(run.status == 0, "\(run.errors)")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: json))) as? [String: Any])
    #expect(document["schema"] as? String == "leontief-estimate-multipliers/1")
    let estimate = try #require(document["estimate"] as? [String: Any])
    let tables = try #require(estimate["tables"] as? [String: [String: Any]])
    let rows = try #require(tables["multipliers"]?["rows"] as? [[String: Any]])
    let lines = try String(contentsOfFile: "\(csv)/multipliers.csv", encoding: .utf8).split(separator: "\n")
    #expect(rows.count == 6 && lines.count == 7)
    let written = try String(contentsOfFile: json, encoding: .utf8)
    let names = lines[0].split(separator: ",").map(String.init)
    for (row, line) in zip(rows, lines.dropFirst()) {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      #expect(row["code"] as? String == fields[0])
      // From the end, since names of sectors hold commas. Both files have all digits: the same text.
      for (name, field) in zip(names.reversed(), fields.reversed()).prefix(names.count - 2) {
        #expect(written.contains("\"\(name)\" : \(field)"), "\(name) \(field)")
      }
    }
    #expect(relativeDifference(try #require((rows[0]["output"] as? NSNumber)?.doubleValue), 1.7048382795) < 1e-10)
    let text = try String(contentsOfFile: markdown, encoding: .utf8)
    #expect(run.output.contains("1.7048") && text.contains("| 1.7048 |") && text.hasPrefix("# Multipliers\n"))
  }

  @Test func figuresThatAreNotThereAreEmptyAndNull() throws {
    let folder = try TemporaryFolder()
    let run = try ToolRun([
      "estimate", "multipliers", germany, "--study", "\(germany).yaml", "--csv", folder.path, "--json", "-",
    ])
    #expect(run.status == 0, "\(run.errors)")
    let csv = try String(contentsOfFile: "\(folder.path)/groups.csv", encoding: .utf8)
    #expect(csv.contains("digital sectors merged,1.65329") && csv.contains(",\n"))
    let estimate = try #require(try run.json()["estimate"] as? [String: Any])
    let groups = try #require((estimate["tables"] as? [String: [String: Any]])?["groups"])
    let rows = try #require(groups["rows"] as? [[String: Any]])
    #expect(rows[2]["other"] is NSNull)
    let columns = try #require(groups["columns"] as? [[String: Any]])
    #expect(columns[2]["reason_for_null"] is String)
  }

  /// A figure of others stands in the text as in every other form, to the digits of the study.
  @Test func publishedFiguresAreTheSameEverywhere() throws {
    let folder = try TemporaryFolder()
    let study = try folder.write(
      "digital: {trade: [CPA_G-I]}\npublished: [{share: 0.054321, source: a bank, difference: Another table.}]\n",
      to: "study.yaml")
    let markdown = folder.file("digital.md")
    let run = try ToolRun(["estimate", "digital", germany, "--study", study, "--markdown", markdown, "--engine", "swift"])
    #expect(run.status == 0, "\(run.errors)")
    let sentence = "published: 5.4321 % by a bank. Another table."
    #expect(run.output.contains("\n\(sentence)\n"))
    #expect(try String(contentsOfFile: markdown, encoding: .utf8).contains("- note: \(sentence)\n"))
  }

  @Test func linkagesNameTheKeySectors() throws {
    let run = try ToolRun(["estimate", "linkages", germany, "--forward", "ghosh", "--dispersion"])
    #expect(run.status == 0, "\(run.errors)")
    let roles = run.output.split(separator: "\n").filter { $0.hasPrefix("CPA_") }.prefix(6).compactMap {
      $0.split(separator: " ").last
    }
    #expect(roles == ["key", "key", "backward", "weak", "forward", "weak"])
    #expect(run.output.contains("Coefficients of variation"))
  }

  @Test func totalFlowsNeedAWord() throws {
    let folder = try TemporaryFolder()
    let table = "\(folder.path)/table"
    try FileManager.default.copyItem(atPath: germany, toPath: table)
    var document = try String(contentsOfFile: "\(table)/meta.json", encoding: .utf8)
    document = document.replacingOccurrences(of: "\"flows\": \"domestic", with: "\"flows\": \"total")
    try document.write(toFile: "\(table)/meta.json", atomically: true, encoding: .utf8)
    let refused = try ToolRun(["estimate", "multipliers", table])
    #expect(refused.status == 3)
    #expect(refused.errors.contains("--technological accepts them"))
    let accepted = try ToolRun(["estimate", "multipliers", table, "--technological"])
    #expect(accepted.status == 0, "\(accepted.errors)")
    #expect(accepted.output.contains("technological and overstate"))
  }

  /// Of Miller and Blair's table with a tenth of everything used at home imported: 0.9 A.
  @Test func importSharesMakeFlowsDomestic() throws {
    let folder = try TemporaryFolder()
    var table = try ReferenceTables.millerBlair()
    let uses = [1000.0, 2000]
    var demand = try Matrix<Double>(rows: 2, columns: 3)
    for i in 0..<2 {
      demand[i, 0] = table.finalDemand[i, 0]
      demand[i, 1] = -uses[i] / 10
    }
    table.finalDemand = demand
    table.demand += ["imports", "exports"].map { DemandCategory(region: "R", category: $0) }
    table.output = [900, 1800]
    table.valueAdded = [550, 1200]
    table.metadata.flowKind = .total
    table.metadata.flowsDescription = "total"
    let path = "\(folder.path)/table"
    try WriterRegistry.standard.write(table, to: path, options: WriteOptions(existing: .refused))
    let run = try ToolRun(["estimate", "multipliers", path, "--import-shares", "--json", "-"])
    #expect(run.status == 0, "\(run.errors)")
    let estimate = try #require(try run.json()["estimate"] as? [String: Any])
    let rows = try #require((estimate["tables"] as? [String: [String: Any]])?["multipliers"]?["rows"] as? [[String: Any]])
    // Flows fall by a tenth as output did: A is Miller and Blair's, and so are its multipliers.
    #expect(relativeDifference(try #require((rows[0]["output"] as? NSNumber)?.doubleValue), 1.51815182) < 1e-8)
    #expect(try #require(estimate["remarks"] as? [String]).contains { $0.contains("import shares") })
    let digital = try ToolRun(["estimate", "digital", path, "--study", "\(germany).yaml", "--import-shares"])
    #expect(digital.status == 3 && !digital.errors.contains("--import-shares"))
    let both = try ToolRun(["estimate", "linkages", path, "--import-shares", "--technological"])
    #expect(both.status == 2 && both.errors.contains("give one"))
    let domestic = try ToolRun(["estimate", "linkages", germany, "--import-shares"])
    #expect(domestic.status == 3 && domestic.errors.contains("are not stated to include imports"))
  }

  @Test func targetsInsideTheTableAreRefused() throws {
    let run = try ToolRun(["estimate", "linkages", germany, "--csv", "\(germany)/csv"])
    #expect(run.status == 2)
    #expect(run.errors.contains("lies inside"))
    #expect(!FileManager.default.fileExists(atPath: "\(germany)/csv"))
  }

  @Test func aPageInsideTheTableIsRefusedAndNothingIsWritten() throws {
    let run = try ToolRun(["estimate", "multipliers", germany, "--html", "\(germany)/page.html"])
    #expect(run.status == 2 && run.errors.contains("lies inside"))
    #expect(!FileManager.default.fileExists(atPath: "\(germany)/page.html"))
  }

  @Test func aPageThatCannotBeWrittenIsSaid() throws {
    let run = try ToolRun(["estimate", "multipliers", germany, "--html", "/nowhere/page.html"])
    #expect(run.status != 0 && run.errorLines.last?.contains("/nowhere/page.html") == true, "\(run.errors)")
  }

  @Test func thePageHasTheFiguresOfTheText() throws {
    let folder = try TemporaryFolder()
    let page = folder.file("page.html")
    let run = try ToolRun(["estimate", "digital", germany, "--study", "\(germany).yaml", "--html", page])
    #expect(run.status == 0, "\(run.errors)")
    let text = try String(contentsOfFile: page, encoding: .utf8)
    #expect(text.hasPrefix("<!DOCTYPE html>") && text.hasSuffix("</html>\n"))
    // Of Germany's example: the core digital economy and its share.
    #expect(text.contains(">170,041.2<") && text.contains(">10.47<"))
    #expect(text.contains("content=\"default-src &#39;none&#39;;"))
  }

  @Test func aFolderThatCannotBeMadeIsSaid() throws {
    let folder = try TemporaryFolder()
    let file = "\(folder.path)/file"
    try "x".write(toFile: file, atomically: true, encoding: .utf8)
    let run = try ToolRun(["estimate", "linkages", germany, "--csv", "\(file)/below"])
    #expect(run.status == 5)
    #expect(run.errors.contains("cannot be made a folder"))
  }
}
