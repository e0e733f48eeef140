import BenchmarkHarness
import Foundation
import TestSupport
import Testing

/// The suite as a command, small enough for a test. Times are of no interest.
@Suite(.serialized) struct KernelSuiteCommandTests {
  private func run(
    _ arguments: String..., environment: [String: String] = [:], limits: String? = nil, interruptedAfter: Double? = nil
  ) throws -> ToolRun {
    try ToolRun(
      ["run", "--suite", "kernels", "--scale", "0.016"] + arguments, tool: "leontief-bench", environment: environment,
      limits: limits, interruptedAfter: interruptedAfter)
  }

  @Test func everyContenderThereIsAsADocument() throws {
    let run = try run("--min-rounds", "2", "--max-seconds", "0", "--json", "-")
    #expect(run.status == 0, "\(run.errors)")
    let document = try ContestDocument(json: run.output)
    #expect(document.suite == "kernels" && document.scale == 0.016 && !document.interrupted)
    #expect(try ContestDocument(json: try document.json()) == document)
    #expect(document.cells.contains { $0.id == "dgemm-n64" && $0.contender == "swift" })
    for cell in document.cells {
      #expect(["VALID", "SKIPPED"].contains(cell.validation.state), "\(cell.id) on \(cell.contender): \(cell.validation)")
      if cell.contender == "swift" { #expect(cell.validation.state == "VALID" && cell.samplesS.count == 2) }
      if cell.validation.state == "SKIPPED" { #expect(cell.samplesS.isEmpty && cell.validation.reason != nil) }
    }
    for roof in document.roofs where roof.validation.state == "VALID" {
      #expect(roof.samplesS.count == 2 && (roof.medianRate ?? 0) > 0)
      #expect(document.cells.contains { $0.id == roof.underCell })
    }
    #expect(document.requirements.allSatisfy { ($0.value == nil) == ($0.verdict == "not measured") })
  }

  @Test func aTableForPeople() throws {
    let run = try run("--only", "^(ax|inverse)", "--min-rounds", "1", "--max-seconds", "0")
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    for text in ["what", "must", "aim", "verdict", "roofs, from cell to cell: ", "swift: ", "requirements met"] {
      #expect(run.output.contains(text), "\(text) in \(run.output)")
    }
    #expect(!run.output.contains("dgetrf") && !run.output.contains("peak-f32"))
  }

  @Test func withoutPythonItsRowsSayWhy() throws {
    let folder = try TemporaryFolder()
    let run = try run(
      "--only", "inverse", "--min-rounds", "1", "--max-seconds", "0", environment: ["PATH": folder.path])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("not measured: numpy SKIPPED: "), "\(run.output)")
    #expect(run.output.contains("python3"))
  }

  @Test func aLibraryThatIsNotThereIsNotReplaced() throws {
    let run = try run(
      "--only", "sgemm", "--min-rounds", "1", "--max-seconds", "0", environment: ["LEONTIEF_BLAS": "/nowhere/libblas.so"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output.contains("not measured: openblas SKIPPED: ") && run.output.contains("/nowhere/libblas.so"), "\(run.output)")
  }

  @Test func memoryThatIsTooSmallSkips() throws {
    let run = try run("--only", "ax", "--min-rounds", "1", "--max-seconds", "0", "--memory", "1K")
    #expect(run.status == 0 && run.output.contains("SKIPPED: memory: "), "\(run.output)")
  }

  @Test func anInterruptionLeavesADocumentAndNoChild() throws {
    let mark = UUID().uuidString
    let folder = try TemporaryFolder()
    let file = folder.path + "/partial.json"
    let run = try run(
      "--min-rounds", "1000", "--json", file, environment: ["LEONTIEF_TEST_MARK": mark], interruptedAfter: 3)
    #expect(run.status == 6)
    #expect(run.errorLines == ["leontief-bench: interrupted"])
    let document = try ContestDocument(json: String(decoding: try folder.bytes("partial.json"), as: UTF8.self))
    #expect(document.interrupted && !document.cells.isEmpty)
    #expect(Self.isGone(mark))
  }

  @Test func aParentThatIsKilledLeavesNoChild() throws {
    let mark = UUID().uuidString
    let run = try run(
      "--min-rounds", "1000", environment: ["LEONTIEF_TEST_MARK": mark], limits: "(sleep 3; kill -9 $$) & true")
    #expect(run.status == -9)
    #expect(Self.isGone(mark))
  }

  /// No process with the mark in its environment is left, or soon none is.
  private static func isGone(_ mark: String) -> Bool {
    for _ in 0..<100 {
      if !isPresent(mark) { return true }
      Thread.sleep(forTimeInterval: 0.1)
    }
    return false
  }

  private static func isPresent(_ mark: String) -> Bool {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.filter { Int($0) != nil }.contains { process in
      guard let environment = FileManager.default.contents(atPath: "/proc/\(process)/environ") else { return false }
      return environment.range(of: Data(mark.utf8)) != nil
    }
  }

  @Test func listShowsTheCells() throws {
    let run = try ToolRun(["list", "--suite", "kernels"], tool: "leontief-bench")
    #expect(run.status == 0)
    for cell in ["dgemm-n4000", "lu-n9800", "inverse-n4915", "ax-f64-k64-n9800", "aggregate-n9800"] {
      #expect(run.output.contains(cell))
    }
  }

  @Test(arguments: [
    (["run", "--suite", "kernels", "--sizes", "10"], "--sizes is for quick, standard and full"),
    (["run", "--suite", "kernels", "--engine", "swift"], "--engine and --isa are for quick, standard and full"),
    (["run", "--suite", "kernels", "--isa", "sse2"], "--engine and --isa are for quick, standard and full"),
    (["run", "--scale", "0.5"], "--scale is for the suites kernels and solvers"),
    (["list", "--only", "lu"], "matches no cell of 'leontief-bench list --suite quick'"),
    (["run", "--suite", "kernels", "--scale", "0"], "--scale takes a number from 0.01 to 2, not 0"),
    (["run", "--suite", "kernels", "--scale", "nan"], "--scale takes a number from 0.01 to 2, not nan"),
    (["run", "--suite", "kernels", "--only", "("], "--only '(' is no regular expression"),
    (["list", "--suite", "kernels", "--only", "fly"], "--only 'fly' matches no cell"),
  ])
  func wrongUsage(arguments: [String], sentence: String) throws {
    let run = try ToolRun(arguments, tool: "leontief-bench")
    #expect(run.status == 2)
    #expect(run.errorLines.count == 1 && run.errors.contains(sentence), "\(run.errors)")
  }
}
