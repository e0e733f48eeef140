import BenchmarkHarness
import Foundation
import TestSupport
import Testing

/// Runs of several processes that do not come to their end: what was measured by then is kept.
@Suite struct InterruptedRunTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Two processes of twenty rounds, a second or two each; `condition` is asked until the run has ended.
  private func run(
    cells: [String] = ["--sizes", "8"], _ condition: @escaping (_ scratch: String?) -> Bool
  ) throws -> (run: ToolRun, document: ResultDocument?) {
    let (scratch, file) = (folder.file("scratch"), folder.file("quick.json"))
    try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: false)
    let arguments =
      ["run", "--engine", "swift"] + cells + ["--processes", "2", "--min-rounds", "40", "--max-seconds", "0", "--quiet"]
    let run = try ToolRun(
      arguments + ["--json", file], tool: "leontief-bench", environment: ["TMPDIR": scratch],
      interruptedOnce: {
        let parts = (try? FileManager.default.contentsOfDirectory(atPath: scratch)) ?? []
        return condition(parts.first { $0.hasPrefix("leontief-bench-") }.map { "\(scratch)/\($0)" })
      })
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch) == [])
    return (run, try? ResultDocument(json: try String(contentsOfFile: file, encoding: .utf8)))
  }

  /// Once the first process has left its file.
  private static func isHalf(_ scratch: String?) -> Bool {
    scratch.map { FileManager.default.fileExists(atPath: "\($0)/0.json") } ?? false
  }

  private func isWhole() throws -> Bool {
    try ToolRun(["validate", folder.file("quick.json")], tool: "leontief-bench").status == 0
  }

  @Test func anInterruptionKeepsWhatWasMeasured() throws {
    let (run, document) = try run(Self.isHalf)
    #expect(run.status == 6 && run.errorLines == ["leontief-bench: interrupted"], "\(run.status) \(run.errors)")
    let cells = try #require(document).cells
    #expect(document?.interrupted == true && cells.allSatisfy { (20..<40).contains($0.samplesS.count) && $0.stats != nil })
    #expect(try isWhole())
  }

  /// Before anything was measured there is nothing to keep; a slow test may come later than that.
  @Test func anInterruptionAtOnce() throws {
    let (run, document) = try run { $0 != nil }
    #expect(run.status == 6 && run.errorLines == ["leontief-bench: interrupted"], "\(run.status) \(run.errors)")
    #expect(document.map { $0.interrupted == true && $0.cells.contains { !$0.samplesS.isEmpty } } ?? true)
  }

  /// The second process is killed, as for want of memory.
  @Test func aProcessThatDies() throws {
    let (run, document) = try run { scratch in
      if Self.isHalf(scratch), let scratch, let second = Self.process(writing: "\(scratch)/1.json") { kill(second, SIGKILL) }
      return false
    }
    #expect(run.status == 5 && run.errors.contains("a process of the run ended by signal 9"), "\(run.status) \(run.errors)")
    #expect(document?.interrupted == true && document?.cells.allSatisfy { $0.samplesS.count == 20 } == true)
    #expect(try isWhole())
  }

  /// Two groups of a divided suite take turns; the second process of the first one is killed. The run goes on with the other one.
  @Test func aGroupWhoseProcessDies() throws {
    let cells = ["--suite", "standard", "--sizes", "24,8", "--only", "^(dgemm|solve-m64|ras)-n"]
    let (run, document) = try run(cells: cells) { scratch in
      if let scratch, let third = Self.process(writing: "\(scratch)/2.json") { kill(third, SIGKILL) }
      return false
    }
    #expect(run.status == 5 && run.errors.contains("a process of the run ended by signal 9"), "\(run.status) \(run.errors)")
    let sentence = "a process of the run ended by signal 9; samples are missing of 3 of 6 cells, dgemm-n24 on swift among them"
    #expect(run.errorLines == ["leontief-bench: \(sentence)"])
    let found = try #require(document)
    #expect(found.interrupted == false && found.cells.map(\.samplesS.count) == [20, 20, 20, 40, 40, 40])
    let reason = "a process of the run ended by signal 9"
    #expect(found.cells.map(\.incompleteWhy) == [reason, reason, reason, nil, nil, nil])
    #expect(try isWhole())
  }

  /// The first process of the second group is killed: nothing of it was measured, and that is no failure of the run.
  @Test func aGroupThatDiesUnmeasured() throws {
    let cells = ["--suite", "standard", "--sizes", "24,8", "--only", "^(dgemm|solve-m64|ras)-n"]
    let (run, document) = try run(cells: cells) { scratch in
      if let scratch, let second = Self.process(writing: "\(scratch)/1.json") { kill(second, SIGKILL) }
      return false
    }
    #expect(run.status == 0 && run.errors == "", "\(run.status) \(run.errors)")
    let found = try #require(document)
    #expect(found.interrupted == false && found.cells.map(\.samplesS.count) == [40, 40, 40, 0, 0, 0])
    for cell in found.cells[3...] {
      #expect(cell.validation.state == "SKIPPED" && cell.validation.reason == "a process of the run ended by signal 9")
    }
    #expect(try isWhole())
  }

  private static func process(writing file: String) -> Int32? {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.compactMap { Int32($0) }.first { number in
      let line = FileManager.default.contents(atPath: "/proc/\(number)/cmdline") ?? Data()
      return String(decoding: line, as: UTF8.self).contains("\0\(file)\0")
    }
  }
}
