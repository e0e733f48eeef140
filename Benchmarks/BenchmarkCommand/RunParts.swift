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

  /// Errors: `CommandFailure` with what a process said when it could not do its work.
  func run() throws -> ResultDocument {
    Interruption.plan(
      InterruptionPlan {
        LiveContenders.interrupt()
        return true
      })
    let begin = clock.now()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("leontief-bench-\(identity.id)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var parts: [ResultDocument] = []
    for process in 0..<processes {
      let elapsed = clock.now() - begin
      progress.show("process \(process + 1) of \(processes), \(Int(elapsed)) s")
      let seconds = max(0, (limits.maxSeconds - Self.endSeconds) * Double(process + 1) / Double(processes) - elapsed)
      let file = "\(folder)/\(process).json"
      let rounds = (limits.minRounds * (process + 1)) / processes - (limits.minRounds * process) / processes
      let own = ["--part", "\(process)", "--min-rounds", "\(rounds)", "--max-seconds", "\(seconds)", "--json", file]
      try measure(own, in: folder)
      parts.append(try ResultDocument(json: try String(contentsOfFile: file, encoding: .utf8)))
    }
    progress.clear()
    guard let whole = ResultDocument(parts: parts, run: identity, seconds: clock.now() - begin, limits: limits) else {
      throw CommandFailure(.resources, "the processes of the run did not measure the same cells")
    }
    return whole
  }

  /// Kept for putting the parts together.
  private static let endSeconds = 1.0

  private func measure(_ own: [String], in folder: String) throws {
    let failure = try ChildProcess(arguments + own, complaints: "\(folder)/errors").failure()
    if LiveContenders.isInterrupted { throw CommandFailure(.interrupted, "interrupted") }
    if let failure { throw failure }
  }
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
