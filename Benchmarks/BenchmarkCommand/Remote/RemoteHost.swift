import CommandLineSupport
import Foundation

/// A host that is reached by ssh.
struct RemoteHost: Sendable {
  /// What ssh knows it by: "server", "me@server".
  let name: String
  private let program: String
  private let options: [String]
  private let interruption: RemoteInterruption

  /// What an interruption does while a line runs: waits for its end, ends the ssh, or has the host do something.
  enum WhenInterrupted { case waits, ends, does(String) }

  /// `ssh` is a program and its options. Errors: `CommandFailure` where there is no such program.
  init(name: String, ssh: [String], interruption: RemoteInterruption) throws(CommandFailure) {
    guard let command = ssh.first, let program = Self.path(of: command) else {
      throw CommandFailure(.badInput, "--ssh \(ssh.first ?? ""): there is no such program")
    }
    (self.name, self.program, options, self.interruption) = (name, program, Array(ssh.dropFirst()), interruption)
  }

  /// A program by its path, or by its name in the folders of PATH.
  private static func path(of command: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    let places = command.contains("/") ? [command] : folders.map { "\($0)/\(command)" }
    return places.first { !InputFile.isFolder($0) && FileManager.default.isExecutableFile(atPath: $0) }
      .map { URL(fileURLWithPath: $0).path }
  }

  /// The status of ssh itself when it reaches a host no more.
  static let lost: Int32 = 255

  /// Runs a line of the host's shell. `input` is its stdin; its stdout is given back, or goes on to this program's stdout where it
  /// `isShown`. Errors: `CommandFailure` when ssh cannot be started, or cannot reach the host, unless that `mayBeLost`.
  func run(
    _ line: String, input: FileHandle = .nullDevice, isShown: Bool = false, mayBeLost: Bool = false,
    whenInterrupted: WhenInterrupted = .waits
  ) throws -> (status: Int32, output: String) {
    let process = process(line, input)
    let pipe = Pipe()
    if !isShown { process.standardOutput = pipe }
    do { try process.run() } catch {
      throw CommandFailure(.resources, "\(program) cannot be started: \(error.localizedDescription)")
    }
    interruption.onInterruption(action(whenInterrupted, process.processIdentifier))
    let output = isShown ? Data() : pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    interruption.onInterruption(nil)
    if process.terminationReason == .uncaughtSignal { throw CommandFailure(.interrupted, "\(name): ssh was interrupted") }
    if process.terminationStatus == Self.lost, !mayBeLost { throw CommandFailure(.badInput, "\(name): ssh does not reach it") }
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  private func process(_ line: String, _ input: FileHandle) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = options + [name, line]
    process.standardInput = input
    return process
  }

  private func action(_ plan: WhenInterrupted, _ process: Int32) -> (@Sendable () -> Void)? {
    switch plan {
    case .waits: return nil
    case .ends: return { _ = kill(process, SIGKILL) }
    // A second interruption must not wait for the line.
    case .does(let line): return { [self] in _ = start(line) }
    }
  }

  /// Has the host do something beside what it does; nothing is waited for but the line's end.
  func send(_ line: String) { start(line)?.waitUntilExit() }

  /// Nil where ssh cannot be started.
  private func start(_ line: String) -> Process? {
    let process = process(line, .nullDevice)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return nil }
    return process
  }

  /// The output of a line that must succeed.
  func output(
    of line: String, input: FileHandle = .nullDevice, to purpose: String, whenInterrupted: WhenInterrupted = .waits
  ) throws -> String {
    let (status, output) = try run(line, input: input, whenInterrupted: whenInterrupted)
    if interruption.isInterrupted, status != 0 { throw CommandFailure(.interrupted, "interrupted") }
    guard status == 0 else { throw CommandFailure(.badInput, "\(name): cannot \(purpose): status \(status)") }
    return output
  }

  /// What a user types to get a file from the host.
  func fetching(_ path: String, to file: String) -> String {
    let command = ([program] + options + [name, "cat \(Self.quotedIfNeeded(path))"]).map(Self.quotedIfNeeded)
    // What is there stays where nothing comes.
    let (part, target) = (Self.quotedIfNeeded(file + ".part"), Self.quotedIfNeeded(file))
    return "\(command.joined(separator: " ")) > \(part) && mv \(part) \(target)"
  }

  private static func quotedIfNeeded(_ word: String) -> String {
    let isPlain = word.allSatisfy { ($0.isASCII && ($0.isLetter || $0.isNumber)) || "@%+=:,./_-".contains($0) }
    return isPlain && !word.isEmpty ? word : quoted(word)
  }

  /// A word as a shell takes it, whatever it holds.
  static func quoted(_ word: String) -> String { "'" + word.replacing("'", with: "'\\''") + "'" }
}
