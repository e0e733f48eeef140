import BenchmarkHarness
import Leontief

/// (I − A) x = y from a file of A that nothing of is in memory to an answer in memory.
///
/// Timed is everything from opening the file on. Before each run the file is read once from front to back, which is timed for
/// comparison, and what the system keeps of it is dropped, both times, so that what a run fetches from disk can be counted.
package final class MappedSolveTask: ReportingTask, ResourceTask {
  private let stored: StoredEconomy
  package let solve: CertifiedSolve
  private var readSeconds = 0.0
  package private(set) var resources: ResourceRecord?

  /// Errors: `ProblemRefusal` for a folder without room; `LabelError`, `AllocationError`.
  package init(_ stored: StoredEconomy, rightHandSides: Int) throws {
    self.stored = stored
    solve = try CertifiedSolve(try stored.labels(), seed: stored.seed, rightHandSides: rightHandSides)
  }

  package func reset() throws {
    solve.release()
    try FilePages.drop(stored.coefficients)
    readSeconds = try FilePages.secondsToRead(stored.coefficients)
    try FilePages.drop(stored.coefficients)
  }

  package func run(on engine: Engine) throws {
    let watch = AnonymousMemoryWatch()
    defer { _ = watch.stop() }
    let before = DiskReads.bytesNow
    try solve.run(try Matrix<Double>.npy(stored.coefficients), on: engine)
    let diskBytes = before.flatMap { before in DiskReads.bytesNow.map { $0 - before } }
    resources = ResourceRecord(
      peakAnonymousBytes: watch.stop(), readSeconds: readSeconds, solveSeconds: solve.method?.seconds,
      diskBytes: diskBytes, fileBytes: try FilePages.bytes(of: stored.coefficients))
  }

  package var answerHash: UInt64 { solve.answer.bitHash() }

  /// The economy maps the file for the checks alone: pages that are mapped could not be dropped.
  package func check() -> [AnswerCheck] {
    guard let economy = try? stored.economy() else { return [AnswerCheck("table_not_readable", 1, atMost: 0)] }
    return solve.checks(economy)
  }

  package var method: MethodRecord? { solve.method }
  package func predictedSeconds() -> Double? { solve.predictedSeconds() }
}
