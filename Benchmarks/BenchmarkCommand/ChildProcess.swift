import BenchmarkHarness
import CommandLineSupport
import Foundation

/// This program as a child that writes a file.
struct ChildProcess {
  private let process = Process()
  private let complaints: String

  /// `complaints`: the file in which its last words are kept, `scratch`: the folder for its temporary files, which it leaves
  /// behind when it is killed. Errors: `CommandFailure` when it cannot be started.
  init(_ arguments: [String], complaints: String, scratch: String) throws {
    self.complaints = complaints
    try Data().write(to: URL(fileURLWithPath: complaints))
    process.executableURL = URL(fileURLWithPath: Self.tool)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": scratch]) { $1 }
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
