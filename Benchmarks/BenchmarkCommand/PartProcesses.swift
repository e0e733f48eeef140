import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief

/// The processes of a run, one after the other: where they leave their files, and what stops them.
struct PartProcesses {
  private let folder: String

  /// Errors: a folder that cannot be made.
  init(run id: String) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("leontief-bench-\(id)").path
    planInterruption()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// What the process of a number measured, and why it did not do all of its work; its arguments get a file of its own beside
  /// them.
  func measure(
    _ arguments: [String], process number: Int
  ) -> (document: ResultDocument?, failure: CommandFailure?) {
    let file = "\(folder)/\(number).json"
    let end = Result {
      let own = ["--json", file, "--stop-file", stopFile]
      return try ChildProcess(arguments + own, complaints: "\(folder)/errors", scratch: folder).failure()
    }
    var failure: CommandFailure?
    do { failure = try end.get() } catch { failure = CommandFailure(error) }
    if LiveContenders.isInterrupted { failure = CommandFailure(.interrupted, "interrupted") }
    do { return (try ResultDocument(json: try String(contentsOfFile: file, encoding: .utf8)), failure) } catch {
      return (nil, failure ?? CommandFailure(error))
    }
  }

  /// The first interruption lets the running sample end, for some time; the second one waits for nothing. Processes inherit that
  /// signals are not for them: what stops them is a file.
  private func planInterruption() {
    let (folder, stopFile) = (folder, stopFile)
    Interruption.plan(
      InterruptionPlan({
        _ = FileManager.default.createFile(atPath: stopFile, contents: nil)
        LiveContenders.stop(within: Self.patience)
        return true
      }) {
        LiveContenders.interrupt()
        try? FileManager.default.removeItem(atPath: folder)
        return "interrupted"
      })
  }

  private var stopFile: String { "\(folder)/stop" }

  /// Longer than a sample of most cells takes.
  private static let patience = 20.0
}
