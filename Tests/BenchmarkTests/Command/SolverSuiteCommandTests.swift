import BenchmarkHarness
import Foundation
import TestSupport
import Testing

/// The suite `solvers` as a command, small enough for a test. Times are of no interest.
@Suite(.serialized) struct SolverSuiteCommandTests {
  private func run(_ arguments: String..., environment: [String: String] = [:]) throws -> ToolRun {
    try ToolRun(
      ["run", "--suite", "solvers", "--scale", "0.02", "--min-rounds", "2", "--max-seconds", "0"] + arguments,
      tool: "leontief-bench", environment: environment)
  }

  @Test func everyContenderThereIsAsADocument() throws {
    let run = try run("--json", "-")
    #expect(run.status == 0, "\(run.errors)")
    let document = try ContestDocument(json: run.output)
    #expect(document.suite == "solvers" && document.scale == 0.02 && !document.interrupted)
    #expect(try ContestDocument(json: try document.json()) == document)
    #expect(Set(document.cells.map(\.id)) == ["solve-m1-n196", "solve-m64-n196", "inverse-n98", "solve-sparse-n29"])
    for cell in document.cells {
      let state = cell.validation.state
      #expect(state == "VALID" || state == "SKIPPED" && cell.contender != "swift", "\(cell.id): \(cell.validation)")
      let isChosen = cell.contender == "swift" && cell.id.hasPrefix("solve")
      #expect((cell.method != nil) == isChosen)
      if isChosen {
        #expect(cell.validation.checks.contains { $0.name == "component_error_bound" && $0.pass })
        #expect((cell.method?.predictedSeconds ?? 0) > 0)
      }
    }
    #expect(document.requirements.count == 5)
    #expect(document.requirements.allSatisfy { ($0.value == nil) == ($0.verdict == "not measured") })
    // Readings are counted, and not their inverse.
    let readings = try #require(document.requirements.first { $0.measure == "readings" })
    #expect(readings.against == "read" && readings.must == 12 && readings.aim == 6)
    #expect(readings.value.map { $0 <= 12 } == (readings.verdict == "met"))
  }

  @Test func aTableForPeople() throws {
    let run = try run("--only", "^solve-m")
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    for text in [
      "verdict", "solve-m1 ", "solve-m64", ": read ", "numpy", "solve-m1-n196 on swift: ", "s predicted", "12.0 readings",
    ] {
      #expect(run.output.contains(text), "\(text) in \(run.output)")
    }
    #expect(!run.output.contains("inverse") && !run.output.contains("scipy"))
  }

  @Test func withoutPythonItsRowsSayWhy() throws {
    let folder = try TemporaryFolder()
    let run = try run(environment: ["PATH": folder.path])
    #expect(run.status == 0, "\(run.errors)")
    for name in ["numpy", "scipy"] { #expect(run.output.contains("not measured: \(name) SKIPPED: "), "\(run.output)") }
    #expect(run.output.contains("python3"))
  }

  @Test func memoryThatIsTooSmallSkips() throws {
    let run = try run("--memory", "1K")
    #expect(run.status == 0 && run.output.contains("SKIPPED: memory: "), "\(run.output)")
  }

  @Test func theTableInAFileIsMadeUsedAndKept() throws {
    let folder = try TemporaryFolder()
    let scratch = folder.path + "/scratch"
    let run = try run("--large", "--only", "mapped|sparse", "--scratch", scratch, "--json", folder.path + "/large.json")
    #expect(run.status == 0, "\(run.errors)")
    for text in ["90 s", "16 GiB anonymous", "2 readings from disk", "of the file"] {
      #expect(run.output.contains(text), "\(text) in \(run.output)")
    }
    let document = try ContestDocument(json: String(decoding: try folder.bytes("large.json"), as: UTF8.self))
    #expect(try ContestDocument(json: try document.json()) == document)
    #expect(try ContestDocument(json: Self.asVersionTwo(document)).sameButForReadings(document))
    let cell = try #require(document.cells.first { $0.id == "solve-mapped-n787" })
    #expect(cell.validation.state == "VALID" && cell.sampleResources.count == 2 && cell.method != nil)
    #expect(document.cells.contains { $0.id == "solve-sparse-n29" && $0.sampleResources.isEmpty })
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch) == ["economy-787-seed1-v1"])
  }

  @Test func aDiskThatIsTooSmallIsRefusedInOneLine() throws {
    let folder = try TemporaryFolder()
    let arguments = ["run", "--suite", "solvers", "--only", "mapped", "--scale", "0.02", "--scratch", folder.path]
    let run = try ToolRun(arguments, tool: "leontief-bench", limits: "ulimit -f 100")
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    let lines = run.output.split(separator: "\n").filter { $0.contains("SKIPPED") }
    #expect(lines.count == 1 && lines[0].contains(folder.path), "\(run.output)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test(arguments: [([], false), (["--large"], true), (["--only", "mapped"], true), (["--only", "solve"], false)])
  func theTableInAFileIsAskedFor(arguments: [String], isThere: Bool) throws {
    let run = try ToolRun(["list", "--suite", "solvers"] + arguments, tool: "leontief-bench")
    #expect(run.status == 0 && run.output.contains("solve-mapped-n39360") == isThere)
  }

  @Test func aForcedInstructionSetIsRefused() throws {
    let run = try run(environment: ["LEONTIEF_ISA": "sse2"])
    #expect(run.status == 2 && run.errorLines.count == 1)
    #expect(run.errors.contains("LEONTIEF_ISA is set and the suite solvers chooses"), "\(run.errors)")
  }

  @Test func listShowsTheCells() throws {
    let run = try ToolRun(["list", "--suite", "solvers"], tool: "leontief-bench")
    #expect(run.status == 0)
    for cell in ["solve-m1-n9800", "solve-m64-n9800", "inverse-n4915", "solve-sparse-n1435"] {
      #expect(run.output.contains(cell))
    }
  }

  @Test(arguments: [
    (
      ["run", "--suite", "solvers", "--sizes", "10"],
      "--sizes is for quick, standard and full; --scale changes the sizes of solvers"
    ),
    (["run", "--suite", "solvers", "--engine", "swift"], "--engine and --isa are for quick, standard and full; solvers chooses"),
    (["run", "--suite", "solvers", "--scale", "3"], "--scale takes a number from 0.01 to 2, not 3"),
    (["run", "--suite", "kernels", "--large"], "--large and --scratch are for the suite solvers"),
    (["run", "--scratch", "/tmp"], "--large and --scratch are for the suite solvers"),
    (["run", "--suite", "solvers", "--scratch", ""], "--scratch needs a folder"),
    (["list", "--suite", "solvers", "--only", "dgemm"], "matches no cell of 'leontief-bench list --suite solvers'"),
  ])
  func wrongUsage(arguments: [String], sentence: String) throws {
    let run = try ToolRun(arguments, tool: "leontief-bench")
    #expect(run.status == 2)
    #expect(run.errorLines.count == 1 && run.errors.contains(sentence), "\(run.errors)")
  }

  /// A document as version 2 wrote it: what was read besides the solve, in seconds, and nothing of disks.
  private static func asVersionTwo(_ document: ContestDocument) throws -> String {
    var root = try #require(try JSONSerialization.jsonObject(with: Data(try document.json().utf8)) as? [String: Any])
    root["schema_version"] = 2
    var cells = try #require(root["cells"] as? [[String: Any]])
    for k in cells.indices {
      let resources = try #require(cells[k]["sample_resources"] as? [[String: Any]])
      cells[k]["sample_resources"] = resources.map { record in
        var old = record.filter { !$0.key.hasPrefix("disk_") }
        old["file_readings"] = 1.5
        return old
      }
    }
    root["cells"] = cells
    return String(decoding: try JSONSerialization.data(withJSONObject: root), as: UTF8.self)
  }
}

extension ContestDocument {
  /// Whether an older document says the same of everything but readings from disk, of which it says nothing.
  fileprivate func sameButForReadings(_ other: ContestDocument) -> Bool {
    var expected = other
    expected.schemaVersion = 2
    for k in expected.cells.indices {
      for r in expected.cells[k].sampleResources.indices {
        expected.cells[k].sampleResources[r].diskBytes = nil
        expected.cells[k].sampleResources[r].diskReadings = nil
        expected.cells[k].sampleResources[r].diskReadingsWhy = nil
      }
    }
    return self == expected
  }
}
