import CommandLineSupport
import Foundation

/// A host that is reached by ssh.
struct RemoteHost {
  /// What ssh knows it by: "server", "me@server".
  let name: String
  /// ssh and its options.
  let ssh: [String]

  /// Runs a line of the host's shell. `input` is its stdin; its stdout is given back, or goes on to this program's stdout where it
  /// `isShown`. Errors: `CommandFailure` when ssh cannot be started, or cannot reach the host (its status 255).
  func run(_ line: String, input: FileHandle = .nullDevice, isShown: Bool = false) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ssh + [name, line]
    process.standardInput = input
    let pipe = Pipe()
    if !isShown { process.standardOutput = pipe }
    do { try process.run() } catch {
      throw CommandFailure(.resources, "\(ssh[0]) cannot be started: \(error.localizedDescription)")
    }
    let output = isShown ? Data() : pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    if process.terminationReason == .uncaughtSignal { throw CommandFailure(.interrupted, "\(name): ssh was interrupted") }
    if process.terminationStatus == 255 { throw CommandFailure(.badInput, "\(name): ssh does not reach it") }
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// The output of a line that must succeed.
  func output(of line: String, input: FileHandle = .nullDevice, to purpose: String) throws -> String {
    let (status, output) = try run(line, input: input)
    guard status == 0 else { throw CommandFailure(.badInput, "\(name): cannot \(purpose): status \(status)") }
    return output
  }

  /// A word as a shell takes it, whatever it holds.
  static func quoted(_ word: String) -> String { "'" + word.replacing("'", with: "'\\''") + "'" }
}
