import Foundation
import TestSupport
import Testing

/// `estimate jobs`: counts from a csv file beside the study.
@Suite struct EstimateJobsTests {
  private func run(_ study: String, _ csv: String) throws -> ToolRun {
    let folder = try TemporaryFolder()
    try csv.write(toFile: "\(folder.path)/jobs.csv", atomically: true, encoding: .utf8)
    try study.write(toFile: "\(folder.path)/study.yaml", atomically: true, encoding: .utf8)
    return try ToolRun(["estimate", "jobs", "\(folder.path)/study.yaml", "--json", "-"])
  }

  @Test func countsByYear() throws {
    let run = try run(
      "counts: {file: jobs.csv, unit: thousands, sets: {core: [a, b], media: [c]}}",
      "index,code,name,2009,2019\n0,a,A,3000,5000\n1,b,B,1000,2500\n2,c,C,50,\n")
    #expect(run.status == 0, "\(run.errors)")
    let document = try run.json()
    #expect(document["schema"] as? String == "leontief-estimate-jobs/1" && document["engine"] is NSNull)
    #expect((document["inputs"] as? [Any])?.count == 2)
    let tables = try #require((document["estimate"] as? [String: Any])?["tables"] as? [String: [String: Any]])
    let rows = try #require(tables["counts"]?["rows"] as? [[String: Any]])
    #expect(rows[1]["set_1"] as? Double == 7500 && rows[1]["set_2"] is NSNull)
  }

  @Test(arguments: [
    ("counts: {file: jobs.csv, sets: {core: [z]}}", "has no industry z"),
    ("counts: {file: jobs.csv, years: [2010], sets: {core: [a]}}", "has no column 2010"),
    ("counts: {file: other.csv, sets: {core: [a]}}", "other.csv"),
    ("counts: {file: jobs.csv}", "line 1: counts need the key 'sets'"),
  ])
  func whatDoesNotFit(_ study: String, _ part: String) throws {
    let run = try run(study, "code,2009\na,3\n")
    #expect(run.status == 3)
    #expect(run.errors.contains(part), "\(run.errors)")
  }

  @Test func figuresThatAreNoNumbers() throws {
    let run = try run("counts: {file: jobs.csv, sets: {core: [a]}}", "code,2009\na,three\n")
    #expect(run.status == 3)
    #expect(run.errors.contains("jobs.csv: line 2"), "\(run.errors)")
  }
}
