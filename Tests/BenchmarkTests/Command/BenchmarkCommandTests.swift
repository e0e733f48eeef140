import Foundation
import TestSupport
import Testing

@Suite struct BenchmarkCommandTests {
  private func run(_ arguments: String..., environment: [String: String] = [:]) throws -> ToolRun {
    try ToolRun(arguments, tool: "leontief-bench", environment: environment)
  }

  @Test func aSmallRunAsADocument() throws {
    let run = try run("run", "--sizes", "12,2x4", "--min-rounds", "2", "--max-seconds", "0", "--json", "-")
    #expect(run.status == 0, "\(run.errors)")
    let document = try run.json()
    #expect(document["schema"] as? String == "leontief-bench")
    let cells = try #require(document["cells"] as? [[String: Any]])
    let engines = try #require(document["engines"] as? [[String: Any]])
    #expect(cells.count == 14 * engines.count)
    for cell in cells {
      let state = (cell["validation"] as? [String: Any])?["state"] as? String
      #expect(state == "VALID" || state == "SUBOPTIMAL")
      #expect((cell["samples_s"] as? [Double])?.count == 2)
    }
  }

  @Test func aTableForPeopleAndNoProgressWithoutATerminal() throws {
    let run = try run("run", "--engine", "swift", "--sizes", "10", "--min-rounds", "1", "--max-seconds", "0")
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.output.contains("dgemm"))
    #expect(run.output.contains("swift: "))
  }

  @Test func quietPrintsNothing() throws {
    let run = try run("run", "--quiet", "--engine", "swift", "--sizes", "10", "--min-rounds", "1", "--max-seconds", "0")
    #expect(run.status == 0 && run.output == "" && run.errors == "")
  }

  @Test func memoryThatIsTooSmallSkipsAndIsNoFailure() throws {
    let run = try run("run", "--engine", "swift", "--sizes", "100", "--memory", "1K", "--min-rounds", "1", "--max-seconds", "0")
    #expect(run.status == 0)
    #expect(run.output.contains("SKIPPED (swift): memory: "))
  }

  @Test func probeTellsTheHostOfResults() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("probe.json")
    let probe = try run("probe", "--json", file, environment: ["OPENBLAS_NUM_THREADS": "3"])
    #expect(probe.status == 0 && probe.output.contains("processor") && probe.output.contains("OPENBLAS_NUM_THREADS  3"))
    let document = try JSONSerialization.jsonObject(with: Data(try folder.bytes("probe.json"))) as? [String: Any]
    let host = try #require(document?["host"] as? [String: Any])
    #expect(probe.output.contains(try #require(host["fingerprint_hash"] as? String)))
    #expect(try run("validate", file).status == 0)
  }

  @Test func listShowsTheCells() throws {
    let run = try run("list")
    #expect(run.status == 0)
    for cell in ["dgemm-n598", "solve-m64-n2464", "aggregate-n2464"] { #expect(run.output.contains(cell)) }
  }

  @Test(arguments: [
    (["run", "--suite", "slow"], "there is no suite 'slow'; there is quick, kernels, solvers"),
    (["run", "--sizes", "0"], "'0' is invalid for '--sizes <sizes>'"),
    (["run", "--threads", "0"], "--threads takes a number from 1 to 1023, not 0"),
    (["run", "--min-rounds", "0"], "--min-rounds takes a number from 1 to 1000, not 0"),
    (["run", "--max-seconds", "nan"], "--max-seconds takes a number of seconds, not nan"),
  ])
  func wrongUsage(arguments: [String], sentence: String) throws {
    let run = try ToolRun(arguments, tool: "leontief-bench")
    #expect(run.status == 2)
    #expect(run.errorLines.count == 1)
    #expect(run.errors.contains(sentence), "\(run.errors)")
  }

  @Test func anEngineThatIsNotThereIsNotReplaced() throws {
    let run = try run("run", "--engine", "/nowhere/libblas.so")
    #expect(run.status == 3)
    #expect(run.errorLines.count == 1)
    #expect(run.errors.hasPrefix("leontief-bench: --engine /nowhere/libblas.so: "), "\(run.errors)")
  }
}
