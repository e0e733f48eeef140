import BenchmarkHarness
import Foundation
import Leontief
import TestSupport
import Testing
import Workloads

/// Economies in files, and solves that begin there.
@Suite struct MappedSolveTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func economy(_ n: Int = 60) throws -> StoredEconomy {
    try StoredEconomy(sectors: n, seed: 5, in: folder.path + "/scratch", on: TestEngines.swift)
  }

  @Test func theFileHoldsTheEconomyThatIsGeneratedInMemory() throws {
    let stored = try economy().economy()
    let made = try SyntheticEconomy(generated: 60, seed: 5, on: TestEngines.swift)
    #expect(stored.inputHash == made.inputHash && stored.labels == made.labels && stored.valueAdded == made.valueAdded)
  }

  @Test func itIsMadeOnce() throws {
    let file = try economy().coefficients
    let first = try FileManager.default.attributesOfItem(atPath: file)[.systemFileNumber] as? Int
    let again = try FileManager.default.attributesOfItem(atPath: try economy().coefficients)[.systemFileNumber] as? Int
    #expect(first != nil && first == again)
    #expect(try economy(61).coefficients != file)
  }

  /// No process has the number of the first; the second is this one.
  @Test func whatTheDeadLeftIsRemoved() throws {
    let own = ProcessInfo.processInfo.processIdentifier
    let (dead, live) = ("economy-60-seed5-v1.\(Int32.max).7.tmp", "economy-60-seed5-v1.\(own).7.tmp")
    for name in [dead, live, "mine.txt"] {
      let path = folder.path + "/scratch/\(name)"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    let name = try URL(fileURLWithPath: economy().folder).lastPathComponent
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/scratch")
    #expect(Set(names) == [live, "mine.txt", name])
  }

  @Test func aFolderThatCannotBeUsedIsRefusedInOneLine() throws {
    let file = try folder.write("", to: "file")
    var reasons: [String] = []
    do { _ = try StoredEconomy(sectors: 20, seed: 1, in: file, on: TestEngines.swift) } catch { reasons.append("\(error)") }
    let other = folder.path + "/scratch/economy-60-seed5-v1"
    try FileManager.default.createDirectory(atPath: folder.path + "/scratch", withIntermediateDirectories: true)
    try FileManager.default.moveItem(atPath: try economy(20).folder, toPath: other)
    do { _ = try economy() } catch { reasons.append("\(error)") }
    #expect(reasons.count == 2 && reasons.allSatisfy { !$0.contains("\n") }, "\(reasons)")
    #expect(reasons.first?.hasPrefix("\(file): the folder cannot be made") == true)
    #expect(reasons.last == "\(other) is a table of 20 sectors, not 60; remove it")
  }

  @Test(arguments: TestEngines.all)
  func rightAnswersPassAndWhatTheyTookIsKnown(_ test: TestEngine) throws {
    let task = try MappedSolveTask(economy(), rightHandSides: 1)
    #expect(task.resources == nil)
    for _ in 0..<2 {
      try task.reset()
      try task.run(on: test.engine)
      let checks = task.check()
      #expect(checks.count == 5 && checks.allSatisfy(\.passes), "\(checks)")
      let resources = try #require(task.resources)
      #expect(resources.readSeconds > 0)
      #if os(Linux)
        #expect((resources.peakAnonymousBytes ?? 0) > 1 << 20)
        #expect((resources.diskBytes ?? -1) >= 0)
      #endif
      // 60² numbers behind a header of 128 bytes.
      let again = ResourceRecord(
        peakAnonymousBytes: resources.peakAnonymousBytes, readSeconds: resources.readSeconds,
        solveSeconds: task.method?.seconds, diskBytes: resources.diskBytes, fileBytes: 28_928)
      #expect(resources == again && resources.solveSeconds != nil)
    }
    task.solve.answer[7, 0] *= 1 + 1e-11
    #expect(task.check().contains { $0.name == "component_error_bound" && !$0.passes })
  }

  @Test(
    arguments: [
      (nil, nil, "the system does not tell what it reads from disk"),
      (0, nil, "the table's file was in memory before the run, or its disk is memory"),
      (899, nil, "the table's file was in memory before the run, or its disk is memory"), (900, 0.9, nil), (3500, 3.5, nil),
    ] as [(Int?, Double?, String?)])
  func whatWasFetchedFromDisk(_ bytes: Int?, _ readings: Double?, _ reason: String?) {
    let record = ResourceRecord(peakAnonymousBytes: nil, readSeconds: 1, diskBytes: bytes, fileBytes: 1000)
    #expect(record.diskBytes == bytes && record.diskReadings == readings && record.diskReadingsWhy == reason)
  }

  @Test func theLineOfTheSystemAboutDisks() {
    #expect(DiskReads.bytes(in: "rchar: 1\nread_bytes: 12394598400\nwrite_bytes: 3\n") == 12_394_598_400)
    for text in ["", "rchar: 1\nwrite_bytes: 3\n", "read_bytes:", "read_bytes: many", "cancelled_read_bytes: 3"] {
      #expect(DiskReads.bytes(in: text) == nil)
    }
  }

  @Test func aTableThatIsGoneIsNoAnswer() throws {
    let stored = try economy()
    let task = try MappedSolveTask(stored, rightHandSides: 1)
    try task.reset()
    try task.run(on: TestEngines.swift)
    try FileManager.default.removeItem(atPath: stored.folder)
    #expect(task.check() == [AnswerCheck("table_not_readable", 1, atMost: 0)])
    #expect(throws: (any Error).self) { try task.reset() }
  }

  #if os(Linux)
    /// What is in memory while it is watched is seen, even when it is gone at the end.
    @Test func thePeakOfAnonymousMemoryIsSeen() throws {
      let watch = AnonymousMemoryWatch()
      do {
        let memory = [UInt8](repeating: 1, count: 96 << 20)
        Thread.sleep(forTimeInterval: 0.1)
        #expect(memory[memory.count / 2] == 1)
      }
      #expect(try #require(watch.stop()) >= 96 << 20)
    }
  #endif

  @Test func aFileIsReadToItsEnd() throws {
    let file = try folder.write(String(repeating: "x", count: 10_000_000), to: "file")
    try FilePages.drop(file)
    #expect(try FilePages.secondsToRead(file) > 0)
    #expect(try FilePages.bytes(of: file) == 10_000_000)
    #expect(throws: (any Error).self) { try FilePages.drop(folder.path + "/none") }
    #expect(throws: (any Error).self) { try FilePages.bytes(of: folder.path + "/none") }
    #expect(throws: (any Error).self) { try FilePages.secondsToRead(folder.path + "/none") }
  }
}
