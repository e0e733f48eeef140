import BenchmarkHarness
import Foundation
import TestSupport
import Testing

/// Time that was taken from a run, by the counts of folders that stand for "/", and what becomes of its cells.
@Suite struct InterferenceTests {
  /// What the system counts: ticks at work and stolen, periods and those held up, slowdowns.
  private func times(_ busy: Int, _ stolen: Int, periods: (Int, Int)? = nil, coolings: Int? = nil) throws -> ProcessorTimes? {
    let folder = try TemporaryFolder()
    func write(_ text: String, to path: String) throws {
      let place = URL(filePath: folder.file(path)).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      try folder.write(text, to: path)
    }
    try write("cpu  \(busy) 0 0 1000 0 0 0 \(stolen) 0 0\n", to: "proc/stat")
    if let periods { try write("nr_periods \(periods.0)\nnr_throttled \(periods.1)\n", to: "sys/fs/cgroup/cpu.stat") }
    if let coolings { try write("\(coolings)", to: "sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count") }
    return withExtendedLifetime(folder) { ProcessorTimes(SystemFiles(root: folder.path)) }
  }

  private func document(_ interference: InterferenceRecord?) -> ResultDocument {
    var document = ScriptedResult.document(["a": ScriptedResult.samples(1, seed: 1)])
    document.add(interference)
    return document
  }

  @Test func nothingWasTaken() throws {
    let record = InterferenceRecord(
      from: try times(1000, 50, periods: (3, 2), coolings: 1), to: try times(1990, 60, periods: (13, 2), coolings: 1))
    #expect(record?.stolenShare == 0.01 && record?.throttledShare == 0 && record?.quotaPeriods == 10)
    let document = document(record)
    #expect(document.cells[0].flags == [] && document.cells[0].validation.state == "VALID" && document.interference == record)
    #expect(record?.sentence == nil)
    #expect(try StoredDocument(text: document.json()).problems == [])
    #expect(try ResultDocument(json: document.json()).interference == record)
  }

  /// A little is told, and much leaves no time of the host's.
  @Test(
    arguments: [
      (5, 0, 0, ["time_stolen"], nil), (0, 1, 0, ["throttled"], nil), (0, 0, 3, ["cooled"], nil),
      (6, 1, 1, ["cooled", "throttled", "time_stolen"], "the hypervisor gave 6.0 % of the processors' time to others"),
      (0, 6, 0, ["throttled"], "a quota stopped the program in 6.0 % of its periods"),
    ] as [(Int, Int, Int, [String], String?)])
  func timeThatWasTaken(stolen: Int, throttled: Int, coolings: Int, flags: [String], reason: String?) throws {
    let record = InterferenceRecord(
      from: try times(0, 0, periods: (0, 0), coolings: 0),
      to: try times(100 - stolen, stolen, periods: (100, throttled), coolings: coolings))
    let sentence = record?.sentence ?? ""
    #expect(sentence.contains("\(stolen).0 % of the processors' time by the hypervisor") == flags.contains("time_stolen"))
    #expect(sentence.contains("\(throttled) of 100 periods by a quota") == flags.contains("throttled"))
    #expect(sentence.contains("slowdowns to cool: \(coolings)") == flags.contains("cooled"))
    let document = document(record)
    #expect(document.cells[0].flags == flags && document.cells[0].validation.reason == reason)
    #expect(document.cells[0].validation.state == (reason == nil ? "VALID" : "SUBOPTIMAL"))
    #expect(try StoredDocument(text: document.json()).problems == [])
    // Whoever takes the flag away, or says that the cell is VALID, is found.
    var bare = document
    bare.cells[0].flags = []
    #expect(try StoredDocument(text: bare.json()).problems.count == flags.count)
    (bare.cells[0].flags, bare.cells[0].validation.state, bare.cells[0].validation.reason) = (flags, "VALID", nil)
    let found = try StoredDocument(text: bare.json()).problems
    #expect(found == (reason.map { ["cells[0] (a on swift) is VALID and \($0)"] } ?? []))
  }

  /// Where nothing is told nothing is said; a cell without times has no flags.
  @Test func whatIsNotTold() throws {
    #expect(InterferenceRecord(from: nil, to: try times(1, 1)) == nil && document(nil).interference == nil)
    let record = try #require(InterferenceRecord(from: try times(9, 9), to: try times(8, 8)))
    #expect(record.busyTicks == 0 && record.stolenTicks == 0 && record.stolenShare == 0 && record.throttledPeriods == nil)
    var skipped = ScriptedResult.document(["a": [1, 2]])
    (skipped.cells[0].validation.state, skipped.cells[0].validation.reason) = ("SKIPPED", "as told")
    skipped.cells[0].stats = nil
    skipped.add(InterferenceRecord(from: try times(0, 0), to: try times(1, 9)))
    #expect(skipped.cells[0].flags == ["few_samples"] && skipped.cells[0].validation.state == "SKIPPED")
  }
}
