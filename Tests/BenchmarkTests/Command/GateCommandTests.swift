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

  private static func forget(_ cell: inout CellRecord, _ state: String) {
    (cell.samplesS, cell.sampleRuns, cell.sampleRound, cell.sampleProcess, cell.flags) = ([], [], [], [], [])
    (cell.stats, cell.statsWhy, cell.derived, cell.derivedWhy) = (nil, state, nil, state)
  }

  private static func invalidate(_ cell: inout CellRecord) {
    (cell.validation.state, cell.validation.reason) = ("INVALID", "as told")
    forget(&cell, "INVALID")
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
    #expect(undecided.status == 8 && undecided.errors.contains("steady on swift seems slower"))
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
        if state != "SUBOPTIMAL" { Self.forget(&document.cells[index], state) }
      }
      for arguments in [["gate", "--baseline", base, changed], ["compare", base, changed, "--fail-on-slower", "--quiet"]] {
        let found = try run(arguments)
        #expect(found.status == status && found.errors.contains("other on swift in \(state) is \(state)"), "\(found.errors)")
      }
    }
    let slow = try write("slow.json", 1.3, seed: 20)
    let few = try folder.write(try ScriptedResult.document(["steady": [1, 2, 3], "other": [1, 2, 3]]).json(), to: "few.json")
    let doubtful = try run(["gate", "--baseline", base, slow, few])
    #expect(doubtful.status == 8 && doubtful.errors.contains("other on swift seems slower"), "\(doubtful.errors)")
  }

  /// Half of the processors are another host, however much its fingerprint is the same.
  @Test func otherThreadsAreNoGate() throws {
    let base = try write("base.json", 1, seed: 0)
    let more = try write("more.json", 1, seed: 10) { document in
      for index in document.cells.indices { document.cells[index].threads += 1 }
      document.engines[0].threadsUsed += 1
    }
    let refused = try run(["gate", "--baseline", base, more])
    #expect(
      refused.status == 3 && refused.errorLines.count == 1 && refused.errors.contains("threads in more and"), "\(refused.errors)")
  }

  /// When no answer is right any more there is nothing to compare, and that is no mistake of the caller.
  @Test func everyAnswerWrong() throws {
    let base = try write("base.json", 1, seed: 0)
    let wrong = try write("wrong.json", 1, seed: 10) { document in
      for index in document.cells.indices { Self.invalidate(&document.cells[index]) }
    }
    for arguments in [["gate", "--baseline", base, wrong], ["compare", base, wrong, "--fail-on-slower", "--quiet"]] {
      let found = try run(arguments)
      #expect(found.status == 4 && found.errors.contains("in wrong is INVALID"), "\(found.errors)")
    }
    #expect(try run(["compare", base, wrong, "--quiet"]).status == 3)
  }

  /// A host that was slower when the baseline was taken hides a slowdown of the program.
  @Test func aHostThatBecameFasterHidesNothing() throws {
    let base = try write("base.json", 1, seed: 0) { ScriptedResult.canary(&$0, 80) }
    let now = try write("now.json", 1, seed: 10) { ScriptedResult.canary(&$0, 100) }
    let gate = try run(["gate", "--baseline", base, now])
    #expect(
      gate.status == 8 && gate.errors.contains("a slowdown could be unseen: the host is in another state"), "\(gate.errors)")
    let compare = try run(["compare", base, now, "--fail-on-slower", "--quiet"])
    #expect(compare.status == 8 && compare.errors.contains("another state"), "\(compare.errors)")
    let same = try write("same.json", 1, seed: 20) { ScriptedResult.canary(&$0, 80) }
    #expect(try run(["gate", "--baseline", base, now, same, "--quiet"]).status == 0)
  }

  /// One cell whose times lie at two levels: its median is slower, its interval is not.
  @Test func whatMayBeSlowerIsNoPass() throws {
    let base = try write("base.json", 1, seed: 0)
    let other = ScriptedResult.samples(1, count: 9, seed: 11).enumerated().map {
      $0.offset % 2 == 0 ? 1.25 * $0.element : $0.element
    }
    let document = ScriptedResult.document(["steady": ScriptedResult.samples(1, count: 9, seed: 10), "other": other])
    let wide = try folder.write(try document.json(), to: "wide.json")
    let compare = try run(["compare", base, wide, "--fail-on-slower", "--quiet"])
    #expect(
      compare.status == 8 && compare.errors.contains("other on swift may be slower in wide than in base"), "\(compare.errors)")
    let gate = try run(["gate", "--baseline", base, wide])
    #expect(gate.status == 8 && gate.errors.contains("other on swift seems slower"), "\(gate.errors)")
  }

  /// Times that lie far apart around the same median say nothing of half of the cells, and nothing speaks for a slowdown.
  @Test func whatTellsNothingIsNoPass() throws {
    let base = try write("base.json", 1, seed: 0)
    let wide = ScriptedResult.document([
      "steady": ScriptedResult.samples(1, count: 9, seed: 10), "other": [0.7, 1, 1.4, 0.7, 1, 1.4, 0.7, 1, 1.4],
    ])
    let gate = try run(["gate", "--baseline", base, try folder.write(try wide.json(), to: "wide.json")])
    #expect(gate.status == 8 && gate.errorLines.count == 1, "\(gate.errors)")
    #expect(gate.errors.contains("1 of 2 cells are not cleared, other on swift among them"), "\(gate.errors)")
    // Another run that tells is enough.
    let now = try write("now.json", 1, seed: 20)
    #expect(try run(["gate", "--baseline", base, folder.file("wide.json"), now, "--quiet"]).status == 0)
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
