import Foundation
import Leontief
import TestSupport
import Testing

/// The suites standard and full from the command line.
@Suite struct SuiteCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> ToolRun { try ToolRun(arguments, tool: "leontief-bench") }

  private func cells(_ file: String) throws -> [[String: Any]] {
    let document = try JSONSerialization.jsonObject(with: Data(try folder.bytes(file))) as? [String: Any]
    return try #require(document?["cells"] as? [[String: Any]])
  }

  private func state(_ cell: [String: Any]) -> String? { (cell["validation"] as? [String: Any])?["state"] as? String }

  /// Two sizes, which are two groups, in two processes each.
  @Test func aSmallRunOfStandard() throws {
    let file = folder.file("standard.json")
    let run = try run(
      "run", "--suite", "standard", "--sizes", "24,2x4", "--min-rounds", "2", "--processes", "2", "--max-seconds", "0",
      "--json", file)
    #expect(run.status == 0, "\(run.errors)")
    let cells = try cells("standard.json")
    #expect(cells.filter { $0["engine"] as? String == "swift" }.count == 78)
    for cell in cells {
      let isMissing = state(cell) == "SKIPPED" && (cell["id"] as? String)?.hasPrefix("solve-sparse-lu") == true
      #expect(isMissing || ["VALID", "SUBOPTIMAL"].contains(state(cell) ?? ""), "\(cell["id"] ?? "")")
      #expect(isMissing || cell["sample_process"] as? [Int] == [0, 1])
    }
    #expect(try self.run("validate", file).status == 0)
    #expect(try self.run("compare", file, file).status == 3)
  }

  @Test func cellsByName() throws {
    let file = folder.file("cells.json")
    let names = "^(estimate-digital-india|aggregate-n24)"
    let run = try run(
      "run", "--suite", "full", "--sizes", "24", "--only", "^aggregate", "--engine", "swift", "--min-rounds", "1",
      "--max-seconds", "0", "--json", file)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try cells("cells.json").compactMap { $0["id"] as? String } == ["aggregate-n24", "aggregate-gemm-n24"])
    let list = try self.run("list", "--suite", "standard", "--only", names)
    #expect(list.status == 0 && list.output.contains("estimate-digital-india2014") && !list.output.contains("dgemm"))
    #expect(list.output.contains("suite standard, version 1: 1 cell on "))
  }

  @Test func quickByName() throws {
    let file = folder.file("quick.json")
    let run = try run(
      "run", "--only", "^[ds]gemm", "--sizes", "10", "--engine", "swift", "--min-rounds", "1", "--max-seconds", "0", "--json",
      file)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try cells("quick.json").compactMap { $0["id"] as? String } == ["dgemm-n10", "sgemm-n10"])
  }

  /// Large groups that cannot end in time have no processes; nothing of them is made.
  @Test func whatTakesTooLongIsSkipped() throws {
    let file = folder.file("late.json")
    let run = try run(
      "run", "--suite", "full", "--only", "^(estimate-digital-india|solve-m1-n19680)", "--engine", "swift", "--min-rounds", "1",
      "--max-seconds", "1", "--json", file)
    #expect(run.status == 0, "\(run.errors)")
    let cells = try cells("late.json")
    #expect(cells.map { $0["id"] as? String } == ["estimate-digital-india2014", "solve-m1-n19680"])
    #expect(state(cells[1]) == "SKIPPED" && run.output.contains("SKIPPED (swift): time: it is expected to take "))
    #expect(state(cells[0]) != "SKIPPED")
    #expect(try self.run("validate", file).status == 0)
  }

  @Test func aFaultIsFound() throws {
    let run = try run(
      "run", "--suite", "standard", "--sizes", "24,8", "--only", "^update", "--engine", "swift", "--min-rounds", "1",
      "--max-seconds", "0", "--inject-fault", "update-n8")
    #expect(run.status == 4 && run.errors.contains("1 of 2 cells INVALID; update-n8 on swift: "), "\(run.errors)")
  }

  @Test(arguments: [
    (["list", "--suite", "standard", "--only", "("], "--only '(' is no regular expression"),
    (["run", "--only", "nothing"], "--only 'nothing' matches no cell of 'leontief-bench list --suite quick'"),
    (["run", "--suite", "full", "--scale", "1"], "--scale is for the suites kernels and solvers; --sizes names those of full"),
    (
      ["run", "--suite", "kernels", "--sizes", "8"],
      "--sizes is for quick, standard and full; --scale changes the sizes of kernels"
    ),
  ])
  func wrongUsage(arguments: [String], sentence: String) throws {
    let run = try ToolRun(arguments, tool: "leontief-bench")
    #expect(run.status == 2 && run.errorLines.count == 1 && run.errors.contains(sentence), "\(run.errors)")
  }
}
