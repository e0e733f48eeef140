import BenchmarkHarness
import Foundation
import TestSupport
import Testing

/// `validate` as people run it.
@Suite struct ValidateCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: [String]) throws -> ToolRun { try ToolRun(arguments, tool: "leontief-bench") }

  @Test func validFilesAndADigit() throws {
    let file = try folder.write(
      try ScriptedResult.document(["plain": ScriptedResult.samples(1, count: 9, seed: 1)]).json(), to: "a.json")
    let good = try run(["validate", file])
    #expect(good.status == 0 && good.output == "\(file): valid\n", "\(good.errors)")
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let changed = try folder.write(text.replacingOccurrences(of: "\"n\" : 9", with: "\"n\" : 8"), to: "b.json")
    let bad = try run(["validate", file, changed])
    #expect(bad.status == 3 && bad.errorLines.count == 1, "\(bad.errors)")
    #expect(bad.output.contains("\(file): valid\n") && bad.output.contains("\(changed): checksum is "))
    #expect(bad.output.contains("\(changed): cells[0] (plain on swift).stats.n is 8, the samples give 9"))
    #expect(bad.errors.contains("1 of 2 files are not whole and consistent"))
  }

  /// What `run` writes, of either kind of suite, and what it does not.
  @Test func filesOfTheTool() throws {
    let quick = folder.file("quick.json")
    let arguments = ["run", "--engine", "swift", "--sizes", "8", "--min-rounds", "2", "--max-seconds", "0", "--quiet"]
    #expect(try run(arguments + ["--json", quick]).status == 0)
    let valid = try run(["validate", quick])
    #expect(valid.status == 0, "\(valid.output)")
    let choice = folder.file("choice.json")
    #expect(
      try run([
        "choice", "--sectors", "300", "--rounds", "1", "--right-hand-sides", "1", "--threads", "1", "--quiet",
        "--json", choice,
      ]).status == 0)
    let unschemed = try run(["validate", choice])
    #expect(
      unschemed.status == 0 && unschemed.output.contains("there is no schema of leontief-bench-choice"), "\(unschemed.output)")
    let refused = try run(["compare", quick, choice])
    #expect(
      refused.status == 3
        && refused.errors.contains("results of 'leontief-bench run' with --suite quick, standard or full are needed"))
  }

  /// A program of this project under QEMU's translation says so: none of its cells is VALID.
  @Test(.enabled(if: Emulator.path != nil, "qemu-x86_64-static is not installed"))
  func anEmulatedProcessorIsNoHost() throws {
    let emulator = try #require(Emulator.path)
    let run = try ToolRun(
      ["run", "--engine", "swift", "--sizes", "8", "--min-rounds", "1", "--max-seconds", "0", "--quiet", "--json", "-"],
      tool: "leontief-bench", limits: "set -- -cpu max \"$0\" \"$@\"; exec \(emulator) \"$@\"")
    #expect(run.status == 0, "\(run.errors)")
    let cells = try StoredDocument(text: run.output).result().cells
    #expect(!cells.isEmpty && cells.allSatisfy { $0.validation.state == "SUBOPTIMAL" })
    #expect(cells.allSatisfy { $0.validation.reason == "emulated processor" })
  }

  /// The groups of a suite stay in the emulated process, one after the other.
  @Test(.enabled(if: Emulator.path != nil, "qemu-x86_64-static is not installed"))
  func anEmulatedRunOfGroups() throws {
    let emulator = try #require(Emulator.path)
    let cells = ["--suite", "standard", "--engine", "swift", "--sizes", "8,6", "--only", "^dtrsm"]
    let run = try ToolRun(
      ["run", "--min-rounds", "1", "--max-seconds", "0", "--quiet", "--json", "-"] + cells, tool: "leontief-bench",
      limits: "set -- -cpu max \"$0\" \"$@\"; exec \(emulator) \"$@\"")
    #expect(run.status == 0, "\(run.errors)")
    let found = try StoredDocument(text: run.output).result().cells
    #expect(found.map(\.id) == ["dtrsm-m64-n8", "dtrsm-m64-n6"])
    #expect(found.allSatisfy { $0.validation.reason == "emulated processor" && $0.samplesS.count == 1 })
  }

  @Test func filesThatCannotBeOpened() throws {
    let folder = try run(["validate", self.folder.path])
    #expect(folder.status == 3 && folder.errors.contains("cannot read it: it is a folder"), "\(folder.errors)")
    let missing = try run(["validate", self.folder.file("no.json")])
    #expect(missing.status == 3 && missing.errors.contains("cannot open: No such file"), "\(missing.errors)")
  }

  @Test func theSchemaIsPrinted() throws {
    let schema = try run(["validate", "--schema"])
    #expect(schema.status == 0 && schema.output.contains("\"leontief-bench-2.schema.json\""))
  }
}
