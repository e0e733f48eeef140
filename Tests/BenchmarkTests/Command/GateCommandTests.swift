import BenchmarkHarness
import Foundation
import TestSupport
import Testing

/// `gate` and `history` as people run them, on files of known times.
@Suite struct GateCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: [String]) throws -> ToolRun { try ToolRun(arguments, tool: "leontief-bench") }

  @discardableResult
  private func write(
    _ name: String, _ factor: Double, seed: UInt64, _ change: (inout ResultDocument) -> Void = { _ in }
  ) throws -> String {
    var document = ScriptedResult.document([
      "steady": ScriptedResult.samples(1, count: 9, seed: seed),
      "other": ScriptedResult.samples(factor, count: 9, seed: seed + 1),
    ])
    document.startedAt = "2026-01-0\(seed % 9 + 1)T00:00:00Z"
    change(&document)
    return try folder.write(try document.json(), to: name)
  }

  @Test func onlyWhatIsSlowerInEveryRunFails() throws {
    let base = try write("base.json", 1, seed: 0)
    let (good, slow) = (try write("good.json", 1.01, seed: 10), try write("slow.json", 1.3, seed: 20))
    let passed = try run(["gate", "--baseline", base, good])
    #expect(passed.status == 0 && passed.output == "passed: no cell of 2 is slower than base in the run\n", "\(passed.errors)")
    let failed = try run(["gate", "--baseline", base, slow])
    #expect(failed.status == 7 && failed.errorLines.count == 1)
    #expect(failed.errors.contains("slower than the baseline: other on swift; other on swift: 0.7"), "\(failed.errors)")
    #expect(try run(["gate", "--baseline", base, slow, good, "--quiet"]).status == 0)
    #expect(try run(["gate", "--baseline", base, slow, try write("slower.json", 1.4, seed: 30)]).status == 7)
    #expect(try run(["gate", "--baseline", base, slow, "--min-effect", "50", "--quiet"]).status == 0)
  }

  @Test func whatIsNoGate() throws {
    let base = try write("base.json", 1, seed: 0)
    let other = try write("other.json", 1, seed: 10) { document in
      document.host.stable.cores = 999
      document.host.fingerprintHash = "0000000000000000"
    }
    let refused = try run(["gate", "--baseline", base, other])
    #expect(refused.status == 3 && refused.errorLines.count == 1, "\(refused.errors)")
    let few = try folder.write(try ScriptedResult.document(["steady": [1, 2, 3], "other": [1, 2, 3]]).json(), to: "few.json")
    let undecided = try run(["gate", "--baseline", base, few])
    #expect(undecided.status == 8 && undecided.errors.contains("2 of 2 cells are inconclusive, steady on swift among them"))
    #expect(try run(["gate", "--baseline", base]).errors.contains("gate needs a result file beside the baseline"))
    #expect(try run(["gate", "--baseline", base, base]).errors.contains("are the same run"))
    #expect(try run(["gate", "--baseline", base, base, "--min-effect", "nan"]).status == 2)
  }

  /// An answer that is wrong now, a cell that is gone, and one that is slower once and never cleared.
  @Test func whatHasNoTimeAnyMoreIsNoPass() throws {
    let base = try write("base.json", 1, seed: 0)
    for (state, status) in [("INVALID", Int32(4)), ("SUBOPTIMAL", 8), ("SKIPPED", 8)] {
      let changed = try write("\(state).json", 1, seed: 10) { document in
        guard let index = document.cells.firstIndex(where: { $0.id == "other" }) else { return }
        (document.cells[index].validation.state, document.cells[index].validation.reason) = (state, "as told")
        guard state != "SUBOPTIMAL" else { return }
        (document.cells[index].samplesS, document.cells[index].sampleRuns, document.cells[index].sampleRound) = ([], [], [])
        document.cells[index].sampleProcess = []
        (document.cells[index].stats, document.cells[index].statsWhy) = (nil, state)
        (document.cells[index].derived, document.cells[index].derivedWhy) = (nil, state)
        document.cells[index].flags = []
      }
      for arguments in [["gate", "--baseline", base, changed], ["compare", base, changed, "--fail-on-slower", "--quiet"]] {
        let found = try run(arguments)
        #expect(found.status == status && found.errors.contains("other on swift in \(state) is \(state)"), "\(found.errors)")
      }
    }
    let slow = try write("slow.json", 1.3, seed: 20)
    let few = try folder.write(try ScriptedResult.document(["steady": [1, 2, 3], "other": [1, 2, 3]]).json(), to: "few.json")
    let doubtful = try run(["gate", "--baseline", base, slow, few])
    #expect(doubtful.status == 8 && doubtful.errors.contains("other on swift is slower"), "\(doubtful.errors)")
  }

  @Test func runsOfAFolderInTheirOrder() throws {
    try write("z.json", 1, seed: 0)
    try write("a.json", 1.3, seed: 1)
    try write("m.json", 1.02, seed: 2)
    try folder.write("{}", to: "none.json")
    try folder.write("text", to: "text.md")
    let csv = folder.file("history.csv")
    let history = try run(["history", folder.path, "--csv", csv])
    #expect(history.status == 0 && history.output.contains("History of 3 runs"), "\(history.errors)")
    // The last is m, faster than a before it; the median before it is that of z and a.
    let row = try #require(history.output.split(separator: "\n").first { $0.contains("other") })
    #expect(row.contains("faster") && row.contains("1.1"), "\(row)")
    #expect(history.output.contains("left out:") && history.output.contains("none.json"))
    let lines = try String(contentsOfFile: csv, encoding: .utf8).split(whereSeparator: \.isNewline)
    #expect(lines.count == 7 && lines[1].hasPrefix("z,2026-01-01T00:00:00Z,") && lines[6].hasPrefix("m,"))
    let empty = try run(["history", try TemporaryFolder().path])
    #expect(empty.status == 3 && empty.errorLines.count == 1, "\(empty.errors)")
    #expect(try run(["history", folder.file("nowhere")]).errors.contains("cannot read the folder"))
  }
}
