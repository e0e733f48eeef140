import BenchmarkHarness
import Foundation
import Leontief
import TestSupport
import Testing

/// Documents that somebody changed in one place and sealed again: what follows from the rest is found, and what does not is named
/// here. A name with a point at its end stands for all within.
@Suite struct EditedDocumentTests {
  /// What no other field tells.
  private static let facts: [String] = [
    "suite", "suite_version", "generator", "run_id", "started_at", "ended_at", "seconds", "seed", "interrupted", "tool.",
    "environment.", "host.volatile.", "cells",
  ]

  /// Limits are kept by any run that did more; what was measured changes no figure where it is no quantile of anything; words.
  private static let factsOfResults: [String] =
    facts + [
      "limits.", "calibration.", "interference.", "roofs.", "roofs_why", "engines[].", "canary.flops_per_s[]",
      "canary.cache_bytes_per_s[]", "canary.memory_bytes_per_s[]", "cells[].id", "cells[].kernel", "cells[].params.",
      "cells[].model.roof", "cells[].samples_s[]", "cells[].sample_runs[]", "cells[].sample_round[]", "cells[].sample_process[]",
      "cells[].sample_reading[]", "cells[].cold_s", "replay_of", "energy_gap", "energy_counters", "energy_counters[]",
      "cells[].energy_j_why", "cells[].sample_energy_j[]", "cells[].sample_wall_s[]",
      "cells[].validation.reason", "cells[].validation.checks", "cells[].validation.checks[].name",
      "cells[].validation.checks[].value", "cells[].validation.checks[].threshold", "cells[].flags", "cells[].flags[]",
      "cells[].input_hash", "cells[].result_hash",
    ]

  /// The ratio and its ends may differ in digits that another mathematical library rounds otherwise.
  private static let factsOfPairs: [String] =
    facts + [
      "max_seconds", "min_effect", "sides[].program", "sides[].settings.", "cells[].kernel", "cells[].params.",
      "cells[].injected_slowdown", "cells[].ratio", "cells[].interval[]",
    ]
    + ["a", "b"].flatMap { side -> [String] in
      [
        "samples_s[]", "sample_runs[]", "sample_round[]", "cold_s", "model.roof", "validation.checks", "validation.checks[].name",
        "validation.checks[].value", "validation.checks[].threshold", "flags", "flags[]", "result_hash",
      ].map { "cells[].\(side).\($0)" }
    }

  /// Where null passes in the place of a value.
  private static let nullable: [String] = [
    "host.volatile.", "tool.", "engines[].", "interference.", "sides[].settings.engine.", "cells[].input_hash",
  ]
  private static let nullableOfPairs: [String] = nullable + ["cells[].a.result_hash", "cells[].b.result_hash"]

  private func expectFound(_ text: String, but facts: [String], _ nullable: [String]) throws {
    func isNamed(_ place: String, _ names: [String]) -> Bool {
      names.contains { $0.hasSuffix(".") ? place.hasPrefix($0) : place == $0 }
    }
    #expect(try StoredDocument(text: text).problems == [])
    let edits = DocumentEdit.all(of: try StoredDocument(text: text).value)
    #expect(edits.count > 300)
    let unseen = try edits.filter { edit in
      try !isNamed(edit.place, edit.kind == .null ? nullable : facts)
        && StoredDocument(text: edit.document.canonicalText).problems.isEmpty
    }
    #expect(Set(unseen.map { "\($0.place) \($0.kind)" }).sorted() == [])
  }

  /// What the tool writes.
  @Test func aRunOfThisHost() throws {
    let run = try ToolRun(
      [
        "run", "--engine", "swift", "--sizes", "8", "--processes", "3", "--min-rounds", "9", "--max-seconds", "0", "--quiet",
        "--json", "-",
      ], tool: "leontief-bench")
    #expect(run.status == 0, "\(run.errors)")
    try expectFound(run.output, but: Self.factsOfResults, Self.nullable)
  }

  /// Samples of one of four processes are left out, roofs are known, the program says what it is.
  @Test func aRunWithSamplesLeftOut() throws {
    let parts = [100, 50, 100, 101].map { ScriptedParts.part([$0], seconds: [1, 2, 3, 1.5, 1.7]) }
    var document = try ScriptedParts.whole(parts)
    let roofs = HostRoofs(doubleFlops: 100, singleFlops: 200, memory: 10, caches: [.init(capacity: 50, bytes: 80)])
    document.add(.success(RoofsRecord(roofs, threads: document.cells[0].threads)))
    #expect(
      document.cells.allSatisfy { $0.samplesLeftOut == [4, 5, 6, 7] && $0.validation.state == "VALID" && $0.roofline != nil })
    document.environment = ["OMP_NUM_THREADS": "2"]
    try expectFound(document.json(), but: Self.factsOfResults, Self.nullable)
  }

  @Test func twoSides() throws {
    let runner = ScriptedPair.runner(ScriptedContender.steady("a", 1), ScriptedContender.steady("b", 1.05))
    try expectFound(ScriptedPair.document(runner, runner.run()).json(), but: Self.factsOfPairs, Self.nullableOfPairs)
  }

  /// In several places at once, so that less of it shows.
  @Test func whatStandsThereWithoutItsCause() throws {
    let parts = [100, 50, 100, 101].map { ScriptedParts.part([$0], seconds: [1]) }
    let document = try ScriptedParts.whole(parts)
    func problems(_ change: (inout ResultDocument) -> Void) throws -> [String] {
      var changed = document
      change(&changed)
      return try StoredDocument(text: changed.json()).problems
    }
    let blind = try problems { $0.canary = nil }
    #expect(blind.contains { $0.hasSuffix(".samples_left_out stands there without a canary") }, "\(blind)")
    let unread = try problems { $0.cells[0].sampleReading = nil }
    #expect(unread.contains { $0.hasSuffix(" has no sample_reading for each sample beside a canary") }, "\(unread)")
    let beyond = try problems { $0.cells[0].sampleReading?[15] = 99 }
    #expect(beyond.contains { $0.hasSuffix(".sample_reading is beyond the canary's last") }, "\(beyond)")
    let forced = try problems { $0.engines[0].coreTypeForcedBy = "OPENBLAS_CORETYPE=Zen" }
    #expect(forced.contains { $0.hasSuffix(" is VALID and the core type is forced by OPENBLAS_CORETYPE=Zen") }, "\(forced)")
    #expect(try problems { $0.tool.buildMode = "debug" }.contains { $0.hasSuffix(" is VALID and the build is a debug build") })
    let checked = try problems { $0.tool.sanitizer = "thread" }
    #expect(checked.contains { $0.hasSuffix(" is VALID and the build has the thread sanitizer") }, "\(checked)")
    let short = try problems { $0.limits = RunLimits(minRounds: 17, maxSeconds: 0) }
    let sentence = " has 16 samples of at least 17, interrupted is false and incomplete_why missing"
    #expect(short.contains { $0.hasSuffix(sentence) }, "\(short)")
    #expect(try problems { ($0.limits, $0.interrupted) = (RunLimits(minRounds: 17, maxSeconds: 0), true) } == [])
    let reason = try problems { $0.cells[0].validation.reason = "none" }
    #expect(reason.contains { $0.hasSuffix(" is VALID and gives the reason \"none\"") }, "\(reason)")
  }

  /// Nothing of a pair can be taken away unseen: neither its ratio nor its statistics, with or without a reason.
  @Test func aPairWithoutItsRatio() throws {
    let runner = ScriptedPair.runner(ScriptedContender.steady("a", 1), ScriptedContender.steady("b", 1.05))
    let good = ScriptedPair.document(runner, runner.run())
    func problems(_ change: (inout PairedDocument) -> Void) throws -> [String] {
      var document = good
      change(&document)
      return try StoredDocument(text: document.json()).problems
    }
    func bare(_ cell: inout PairedCellRecord) {
      (cell.ratio, cell.interval, cell.p, cell.adjustedP, cell.verdict, cell.generations) = (nil, nil, nil, nil, .inconclusive, 0)
    }
    #expect(try !problems { bare(&$0.cells[0]) }.isEmpty)
    let excused = try problems {
      bare(&$0.cells[0])
      $0.cells[0].ratioWhy = "no pair of samples was taken"
    }
    #expect(excused.contains { $0.hasSuffix("ratio_why must stand where samples give no ratio, and only there") }, "\(excused)")
    #expect(
      try problems { ($0.cells[0].a.stats, $0.cells[0].a.statsWhy) = (nil, "lost") }.contains { $0.contains("stats is missing") })
    #expect(try problems { $0.cells[0].b.derived = nil }.contains { $0.contains("derived.flops_per_s is missing") })
    #expect(try problems { $0.generations = 11 }.contains("generations is 11, the rounds give 10"))
    #expect(try problems { $0.sides[1].settings.failure = "gone" }.contains { $0.hasSuffix("failed, and interrupted is false") })
  }
}
