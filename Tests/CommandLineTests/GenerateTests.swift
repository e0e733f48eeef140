import Foundation
import TestSupport
import Testing

/// `leontief generate`.
@Suite struct GenerateTests {
  private let fixture: CanonicalFixture
  private let beside: TemporaryFolder

  init() throws {
    fixture = try CanonicalFixture()
    beside = try TemporaryFolder()
  }

  private func generate(_ extra: String..., to name: String = "out") -> [String] {
    ["generate", fixture.path, "--out", beside.file(name), "--engine", "swift", "--threads", "2"] + extra
  }

  @Test func aTableOfSoManySectors() throws {
    let run = try ToolRun(generate("--sectors", "50", "--seed", "3", "--json", beside.file("a.json")))
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("3 sectors → 50 sectors in \(beside.file("out"))\n"))
    let data = Data(try beside.bytes("a.json"))
    let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(document["schema"] as? String == "leontief-generate/1")
    #expect(document["seed"] as? Int == 3 && document["noise"] as? Double == 0.2 && document["home_bias"] as? Double == 0.8)
    #expect((document["source"] as? [String: Any])?["sectors"] as? Int == 3)
    let table = try #require(document["table"] as? [String: Any])
    #expect(table["sectors"] as? Int == 50 && table["regions"] as? Int == 33)
    let output = try #require(table["total_output"] as? Double)
    #expect(abs(output - 300) < 1e-12 * 300)
    #expect((document["inputs"] as? [Any])?.count == 8)
    let validation = try #require(document["validation"] as? [String: Any])
    let balance = try #require((validation["row_balance"] as? [String: Any])?["maximum_relative"] as? Double)
    #expect(balance < 1e-13)
    #expect(try ToolRun(["solve", beside.file("out"), "--engine", "swift", "--quiet"]).status == 0)
  }

  @Test func theSameSeedTheSameBytes() throws {
    for (name, seed, threads) in [("a", "7", "1"), ("b", "7", "2"), ("c", "8", "2")] {
      let run = try ToolRun(generate("--subregions", "9", "--seed", seed, "--threads", threads, "--quiet", to: name))
      #expect(run.status == 0 && run.output.isEmpty, "\(run.errors)")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: beside.file("a")).sorted()
    for name in names { #expect(try beside.bytes("a/\(name)") == beside.bytes("b/\(name)"), "\(name)") }
    #expect(try beside.bytes("a/Z.npy") != beside.bytes("c/Z.npy"))
  }

  @Test func aLabelledFileHoldsTheSameTable() throws {
    #expect(try ToolRun(generate("--sectors", "10", "--quiet")).status == 0)
    #expect(try ToolRun(generate("--sectors", "10", "--quiet", to: "out.csv")).status == 0)
    let runs = try ["out", "out.csv"].map { try ToolRun(["solve", beside.file($0), "--engine", "swift", "--json", "-"]).json() }
    let solutions = runs.compactMap { $0["solution"] as? [[Double]] }
    #expect(solutions.count == 2 && solutions[0] == solutions[1])
  }

  @Test(arguments: [
    (["--sectors", "2"], "a table of 3 sectors cannot be split into 2; ask for 3 or more"),
    (["--subregions", "0"], "a region is split into 1 or more sub-regions, not 0"),
    (["--sectors", "99999999"], "more than 1048576 sectors are not generated; ask for fewer"),
    (["--subregions", "2", "--noise", "2"], "noise is 2.0 and must be between 0.0 and 1.0"),
    (["--subregions", "2", "--home-bias", "nan"], "home bias is nan and must be between 0.0 and 0.99"),
    ([], "give one of --sectors and --subregions; see 'leontief --help'"),
    (["--sectors", "9", "--subregions", "3"], "give one of --sectors and --subregions; see 'leontief --help'"),
  ])
  func wrongUsage(_ options: [String], _ sentence: String) throws {
    try expectFailure(
      2, sentence, ["generate", fixture.path, "--out", beside.file("out"), "--engine", "swift"] + options)
    #expect(try beside.names().isEmpty)
  }

  @Test func anExistingFolder() throws {
    #expect(try ToolRun(generate("--sectors", "5", "--quiet")).status == 0)
    try expectFailure(
      3, "\(beside.file("out")) exists already; choose another name or ask to replace it (--overwrite)",
      generate("--sectors", "6"))
    #expect(try ToolRun(generate("--sectors", "6", "--quiet", "--overwrite")).status == 0)
    try beside.write("precious", to: "out/thesis.txt")
    try expectFailure(
      3,
      "\(beside.file("out")) exists already; it also holds thesis.txt, not part of the table, and is not replaced; "
        + "move them or choose another name", generate("--sectors", "7", "--overwrite"))
    #expect(try beside.names() == ["out"])
  }

  @Test func aDiskTooSmallIsKnownBeforeTheWork() throws {
    // 800 kB of flows and 512 blocks of 512 bytes.
    try expectFailure(
      5, "\(beside.file("out")): cannot write: File too large", generate("--subregions", "110"), limits: "ulimit -f 512")
    #expect(try beside.names().isEmpty)
  }

  @Test func memoryThatIsTooSmall() throws {
    let run = try ToolRun(generate("--subregions", "100", "--memory", "2K"))
    #expect(run.status == 5)
    #expect(run.errors.hasPrefix("leontief: generating 300 sectors needs ") && run.errors.contains("(--memory)"))
    #expect(try beside.names().isEmpty)
  }

  @Test func anInterruptionLeavesNothing() throws {
    // 18,000 sectors, 2.6 GB: nobody makes and stores them in the time.
    let run = try ToolRun(generate("--subregions", "6000", "--quiet"), interruptedAfter: 0.7)
    #expect(run.status == 6, "\(run.errors)")
    #expect(run.errorLines == ["leontief: interrupted"])
    #expect(try beside.names().isEmpty)
  }
}
