import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief

/// Runs a suite in several processes, one after the other, and makes one document of theirs.
struct RunParts {
  let arguments: [String]
  let limits: RunLimits
  let processes: Int
  private let progress: ProgressLine
  private let clock = SystemClock()
  private let identity = RunIdentity()

  /// `arguments` are those of one process; it gets limits and a file of its own beside them.
  init(arguments: [String], limits: RunLimits, processes: Int, progress: ProgressLine) {
    (self.arguments, self.limits, self.progress) = (arguments, limits, progress)
    self.processes = max(1, min(processes, limits.minRounds))
  }

  /// What was measured, and why that is not all: an interruption, or what a process said that could not do its work.
  /// Errors: the same as `CommandFailure` where nothing was measured.
  func run() throws -> (document: ResultDocument, failure: CommandFailure?) {
    let begin = clock.now()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("leontief-bench-\(identity.id)").path
    planInterruption(folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var parts: [ResultDocument] = []
    var failure: CommandFailure?
    for process in 0..<processes where failure == nil {
      let elapsed = clock.now() - begin
      progress.show("process \(process + 1) of \(processes), \(Int(elapsed)) s")
      let seconds = max(0, (limits.maxSeconds - Self.endSeconds) * Double(process + 1) / Double(processes) - elapsed)
      let file = "\(folder)/\(process).json"
      let rounds = (limits.minRounds * (process + 1)) / processes - (limits.minRounds * process) / processes
      let own = ["--part", "\(process)", "--min-rounds", "\(rounds)", "--max-seconds", "\(seconds)", "--json", file]
      failure = try self.failure(of: own, in: folder)
      if failure == nil || FileManager.default.fileExists(atPath: file) {
        parts.append(try ResultDocument(json: try String(contentsOfFile: file, encoding: .utf8)))
      }
    }
    progress.clear()
    return (try whole(parts, seconds: clock.now() - begin, failure), failure)
  }

  /// Why a process did not do its work; nil when it did.
  private func failure(of own: [String], in folder: String) throws -> CommandFailure? {
    let all = arguments + own + ["--stop-file", Self.stopFile(folder)]
    let end = Result { try ChildProcess(all, complaints: "\(folder)/errors").failure() }
    return LiveContenders.isInterrupted ? CommandFailure(.interrupted, "interrupted") : try end.get()
  }

  private func whole(_ parts: [ResultDocument], seconds: Double, _ failure: CommandFailure?) throws -> ResultDocument {
    if let failure, !parts.contains(where: { $0.cells.contains { !$0.samplesS.isEmpty } }) { throw failure }
    let document = ResultDocument(
      parts: parts, run: identity, seconds: seconds, limits: limits, interrupted: failure != nil)
    guard let document else {
      throw CommandFailure(.resources, "the processes of the run did not measure the same cells")
    }
    return document
  }

  /// The first interruption lets the running sample end, for some time; the second one waits for nothing. Processes inherit that
  /// signals are not for them: what stops them is a file.
  private func planInterruption(_ folder: String) {
    Interruption.plan(
      InterruptionPlan({
        _ = FileManager.default.createFile(atPath: Self.stopFile(folder), contents: nil)
        LiveContenders.stop(within: Self.patience)
        return true
      }) {
        LiveContenders.interrupt()
        try? FileManager.default.removeItem(atPath: folder)
        return "interrupted"
      })
  }

  private static func stopFile(_ folder: String) -> String { "\(folder)/stop" }

  /// Longer than a sample of the suite at its own sizes takes.
  private static let patience = 20.0

  /// Kept for putting the parts together.
  private static let endSeconds = 1.0
}

/// This program as a child that writes a file.
struct ChildProcess {
  private let process = Process()
  private let complaints: String

  /// `complaints`: the file in which its last words are kept. Errors: `CommandFailure` when it cannot be started.
  init(_ arguments: [String], complaints: String) throws {
    self.complaints = complaints
    try Data().write(to: URL(fileURLWithPath: complaints))
    process.executableURL = URL(fileURLWithPath: Self.tool)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: complaints))
    do { try LiveContenders.start(process) } catch {
      throw CommandFailure(.resources, "a process of the run cannot be started: \(error)")
    }
  }

  /// Waits for its end. Nil when it did its work.
  func failure() -> CommandFailure? {
    process.waitUntilExit()
    LiveContenders.end(process)
    guard process.terminationReason == .exit else {
      return CommandFailure(.resources, "a process of the run ended by signal \(process.terminationStatus)")
    }
    guard let status = ExitStatus(rawValue: process.terminationStatus) else {
      return CommandFailure(.resources, "a process of the run ended with status \(process.terminationStatus)")
    }
    guard status != .done else { return nil }
    let said = try? String(contentsOfFile: complaints, encoding: .utf8)
    let last = said?.split(separator: "\n").last.map(String.init) ?? "a process of the run failed"
    return CommandFailure(status, last.replacing("leontief-bench: ", with: ""))
  }

  /// This executable.
  static var tool: String { Bundle.main.executablePath ?? CommandLine.arguments[0] }
}
