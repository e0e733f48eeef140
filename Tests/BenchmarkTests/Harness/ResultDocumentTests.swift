import BenchmarkHarness
import Foundation
import Leontief
import TestSupport
import Testing

@Suite struct ResultDocumentTests {
  /// One good cell, one that measured NaN, one skipped.
  private func document() -> ResultDocument {
    let clock = FakeClock()
    let good = ScriptedTask(clock, seconds: [7, 1, 2, 3, 4, 5, 6])
    let skipped = BenchmarkCell(
      id: "skipped", kernel: "scripted", parameters: [:], model: CostModel(flops: 1, bytesMin: 1, roof: .memory),
      inputHash: nil, engine: TestEngines.swift, prospect: .skipped(reason: "memory"))
    let limits = RunLimits(minRounds: 6, maxSeconds: 0)
    let runner = BenchmarkRunner(clock: clock, schedule: Schedule(seed: 9), limits: limits)
    let measurements = runner.run([good.cell(id: "good"), NotANumberTask.cell, skipped])
    return ResultDocument(
      suite: "test", suiteVersion: 1, generator: "test 1", run: RunIdentity(), seconds: runner.elapsed, seed: .max,
      limits: limits,
      tool: ToolRecord(name: "test", version: "1", swift: "6", buildMode: "release"), host: HostRecord(),
      calibration: runner.quality, engines: [EngineRecord(TestEngines.swift)], cells: measurements.map(CellRecord.init))
  }

  @Test func roundTrip() throws {
    let original = document()
    #expect(try ResultDocument(json: original.json()) == original)
  }

  /// The set the kernels use, who forced it, and what `auto` chose with its reason.
  @Test func engineTellsItsInstructionSetAndSelection() throws {
    var description = TestEngines.swift.description
    description.instructionSetForcedBy = "--isa sse2"
    description.selection = AutoSelection(reason: "a reason") { $0.precision == .double ? .swift : .library }
    var engine = TestEngines.swift
    engine.description = description
    var original = document()
    original.engines = [EngineRecord(engine), EngineRecord(TestEngines.swift)]
    #expect(try ResultDocument(json: original.json()) == original)
    let root = try #require(try JSONSerialization.jsonObject(with: Data(original.json().utf8)) as? [String: Any])
    let engines = try #require(root["engines"] as? [[String: Any]])
    #expect(engines[0]["instruction_set"] as? String == description.instructionSet.rawValue)
    #expect(engines[0]["instruction_set_forced_by"] as? String == "--isa sse2")
    #expect(engines[1]["instruction_set_forced_by"] is NSNull)
    #expect(engines[1]["selection"] is NSNull)
    let selection = try #require(engines[0]["selection"] as? [String: Any])
    #expect(selection["reason"] as? String == "a reason")
    #expect((selection["swift"] as? [String])?.contains("double multiply small") == true)
    #expect((selection["library"] as? [String])?.contains("float multiply small") == true)
    #expect((selection["swift"] as? [String])?.contains("float multiply small") == false)
  }

  @Test func missingNumbersAreNullWithAReason() throws {
    let text = try document().json()
    #expect(!text.lowercased().contains("nan") || !text.contains(": nan"))
    #expect(!text.contains("inf,"))
    let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let cells = try #require(root["cells"] as? [[String: Any]])
    for cell in cells.dropFirst() {
      for key in ["cold_s", "stats", "derived"] {
        #expect(cell[key] is NSNull)
        #expect(cell[key + "_why"] is String)
      }
      #expect((cell["samples_s"] as? [Double])?.isEmpty == true)
    }
    let checks = try #require((cells[1]["validation"] as? [String: Any])?["checks"] as? [[String: Any]])
    #expect(checks[0]["value"] is NSNull)
    #expect(checks[0]["value_why"] as? String == "not finite")
    #expect(checks[0]["pass"] as? Bool == false)
  }

  @Test func keysOfACell() throws {
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(document().json().utf8)) as? [String: Any])
    #expect(root["schema"] as? String == "leontief-bench")
    #expect(root["schema_version"] as? Int == 2)
    let cell = try #require((root["cells"] as? [[String: Any]])?.first)
    #expect(cell["samples_s"] as? [Double] == [1, 2, 3, 4, 5, 6])
    #expect(cell["sample_round"] as? [Int] == [0, 1, 2, 3, 4, 5])
    #expect(cell["cold_s"] as? Double == 7)
    let statistics = try #require(cell["stats"] as? [String: Any])
    #expect(statistics["median"] as? Double == 3.5)
    #expect(statistics["ci95"] as? [Double] == [1, 6])
    #expect(statistics["n"] as? Int == 6)
    #expect((cell["derived"] as? [String: Any])?["flops_per_s"] as? Double == 10 / 3.5)
    #expect((cell["model"] as? [String: Any])?["bytes_min"] as? Double == 5)
    #expect((cell["validation"] as? [String: Any])?["state"] as? String == "VALID")
    #expect(cell["input_hash"] as? String == "0000000000000007")
  }

  @Test func theFingerprintIsThatOfTheHostAndNotOfTheDay() {
    #expect(HostRecord().fingerprintHash == HostRecord().fingerprintHash)
    #expect(HostRecord().fingerprintHash.count == 16)
    #expect(HostRecord().volatile.usableProcessors >= 1)
  }
}

/// A task whose check measures no number.
private final class NotANumberTask: TimedTask {
  func reset() {}
  func run(on engine: Engine) {}
  var answerHash: UInt64 { 1 }
  func check() -> [AnswerCheck] { [AnswerCheck("residual", .nan, atMost: 16)] }

  static var cell: BenchmarkCell {
    BenchmarkCell(
      id: "nan", kernel: "scripted", parameters: [:], model: CostModel(flops: 1, bytesMin: 0, roof: .compute), inputHash: nil,
      engine: TestEngines.swift, prospect: .ready(NotANumberTask()))
  }
}
