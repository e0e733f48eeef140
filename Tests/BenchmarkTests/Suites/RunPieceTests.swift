import BenchmarkHarness
import TestSupport
import Testing

/// Documents of runs in groups.
@Suite struct RunPieceTests {
  private let limits = RunLimits(minRounds: 1, maxSeconds: 0)

  private func document(_ cells: KeyValuePairs<String, [Double]>, readings: Int) -> ResultDocument {
    var document = ScriptedResult.document(cells)
    document.canary = CanaryRecord(
      (0..<readings).map { _ in CanaryReading(flopsPerS: 100, cacheBytesPerS: 50, memoryBytesPerS: 20) })
    for index in document.cells.indices {
      document.cells[index].sampleReading = document.cells[index].samplesS.map { _ in readings - 1 }
    }
    return document
  }

  private func skipped(_ id: String, _ reason: String) -> ResultDocument {
    var document = ScriptedResult.document([:])
    let cell = ScriptedTask(FakeClock(), seconds: [1]).cell(id: id)
    let refused = BenchmarkCell(
      id: id, kernel: cell.kernel, parameters: cell.parameters, model: cell.model, inputHash: nil, engine: cell.engine,
      prospect: .skipped(reason: reason))
    let runner = BenchmarkRunner(clock: FakeClock(), schedule: Schedule(seed: 1), limits: limits)
    document.cells = runner.run([refused]).map(CellRecord.init)
    return document
  }

  private func whole(_ pieces: [RunPiece]) throws -> ResultDocument {
    try #require(ResultDocument(pieces: pieces, run: RunIdentity(), seconds: 9, limits: limits))
  }

  /// Groups take turns; their cells stand together, their readings in the order of time.
  @Test func groupsTakeTurns() throws {
    let document = try whole([
      RunPiece(group: 1, process: 0, document: document(["b": [1, 2]], readings: 3)),
      RunPiece(group: 0, process: 0, document: document(["a": [3]], readings: 2)),
      RunPiece(group: 1, process: 1, document: document(["b": [4]], readings: 4)),
      RunPiece(group: 0, process: 1, document: document(["a": [5]], readings: 1)),
    ])
    #expect(document.cells.map(\.id) == ["a", "b"] && document.cells.map(\.samplesS) == [[3, 5], [1, 2, 4]])
    #expect(document.cells.map(\.sampleProcess) == [[0, 1], [0, 0, 1]])
    #expect(document.cells.map(\.sampleReading) == [[4, 9], [2, 2, 8]] && document.canary?.readings.count == 10)
    #expect(try StoredDocument(text: document.json()).problems == [])
  }

  /// A process that died before it measured anything leaves its group without times and the others with theirs.
  @Test func aDeadGroup() throws {
    let document = try whole([
      RunPiece(group: 0, process: 0, document: document(["a": [3]], readings: 2)),
      RunPiece(group: 1, process: 0, document: document(["b": [1, 2]], readings: 3)),
      RunPiece(group: 1, process: 0, document: skipped("b", "a process of the run ended by signal 9")),
      RunPiece(group: 2, process: 0, document: skipped("c", "time: too long")),
    ])
    #expect(document.cells.map(\.validation.state) == ["VALID", "SKIPPED", "SKIPPED"])
    #expect(document.cells.compactMap(\.validation.reason) == ["a process of the run ended by signal 9", "time: too long"])
    #expect(document.cells.map(\.samplesS.count) == [1, 0, 0] && document.canary?.readings.count == 5)
    #expect(try StoredDocument(text: document.json()).problems == [])
  }

  /// A group whose second process died keeps what the first one measured, and says what it lacks; the run went on.
  @Test func aGroupThatDiedAfterItMeasured() throws {
    let pieces = [
      RunPiece(group: 0, process: 0, document: document(["a": [3], "b": [4]], readings: 2)),
      RunPiece(group: 1, process: 0, document: document(["c": [1]], readings: 3)),
      RunPiece(group: 1, process: 1, document: document(["c": [2]], readings: 1)),
    ]
    let limits = RunLimits(minRounds: 2, maxSeconds: 0)
    let reason = "a process of the run ended by signal 9"
    let document = try #require(
      ResultDocument(pieces: pieces, run: RunIdentity(), seconds: 9, limits: limits, incomplete: [0: reason]))
    #expect(document.interrupted == false && document.cells.map(\.incompleteWhy) == [reason, reason, nil])
    #expect(
      document.cells.map(\.samplesS) == [[3], [4], [1, 2]] && document.cells.allSatisfy { $0.validation.state == "VALID" })
    #expect(try StoredDocument(text: document.json()).problems == [])
    var silent = document
    silent.cells[1].incompleteWhy = nil
    let problem = "cells[1] (b on swift) has 1 samples of at least 2, interrupted is false and incomplete_why missing"
    #expect(try StoredDocument(text: silent.json()).problems == [problem])
  }

  /// A process that was stopped before its first run found nothing out: what the next one did is that of the cell.
  @Test func aProcessThatDidNotBegin() throws {
    let stopped = ScriptedParts.part([100], isInterrupted: { _ in true })
    var other = ScriptedParts.part([100])
    for index in other.cells.indices { other.cells[index].repetitions = 3 }
    let whole = try ScriptedParts.whole([stopped, other])
    #expect(stopped.cells.allSatisfy { $0.samplesS.isEmpty && $0.coldS == nil && $0.resultHash == nil })
    for cell in whole.cells {
      #expect(cell.repetitions == 3 && cell.coldS == 1 && cell.resultHash != nil && !cell.validation.checks.isEmpty)
      #expect(cell.derived?.flopsPerS == 30 && cell.sampleProcess == [1, 1, 1, 1])
    }
    #expect(try StoredDocument(text: whole.json()).problems == [])
  }

  @Test func otherCellsInOneGroupAreNoRun() {
    let pieces = ["a", "b"].map { RunPiece(group: 0, process: 0, document: document([$0: [1]], readings: 1)) }
    #expect(ResultDocument(pieces: pieces, run: RunIdentity(), seconds: 9, limits: limits) == nil)
    #expect(ResultDocument(pieces: [], run: RunIdentity(), seconds: 9, limits: limits) == nil)
  }

  /// Without a canary in one process nothing is known of any group's samples.
  @Test func aProcessWithoutACanary() throws {
    var other = document(["b": [1]], readings: 1)
    (other.canary, other.cells[0].sampleReading) = (nil, nil)
    let whole = try whole([
      RunPiece(group: 0, process: 0, document: document(["a": [3]], readings: 2)),
      RunPiece(group: 1, process: 0, document: other),
    ])
    #expect(whole.canary == nil && whole.cells.allSatisfy { $0.sampleReading == nil && $0.validation.state == "VALID" })
    #expect(try StoredDocument(text: whole.json()).problems == [])
  }
}
