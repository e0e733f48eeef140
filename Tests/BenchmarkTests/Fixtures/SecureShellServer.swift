import Foundation
import Synchronization
import TestSupport

/// An ssh server of this user on a port of the loopback interface, with keys that are made for it.
final class SecureShellServer {
  static let path: String? = ["/usr/sbin/sshd", "/usr/local/sbin/sshd"].first {
    FileManager.default.isExecutableFile(atPath: $0) && FileManager.default.isExecutableFile(atPath: "/usr/bin/ssh-keygen")
  }

  /// Servers of this process, of which several run at once.
  private static let started = Mutex(0)

  private struct NoServer: Error { let log: String }

  private let process = Process()
  private let lifeline = Pipe()
  private let logFile: String
  /// What `--ssh` is given.
  let command: String

  /// `environment`: what sessions find in theirs.
  init(_ folder: TemporaryFolder, environment: [String: String] = [:]) throws {
    let number = Self.started.withLock { count in
      count += 1
      return count
    }
    let port = 20_000 + (Int(ProcessInfo.processInfo.processIdentifier) + 7919 * number) % 20_000
    logFile = try folder.write("", to: "sshd.log")
    for key in ["host", "user"] {
      try Self.run("/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", folder.file(key)])
    }
    // As root the server wants a folder that only root can write to.
    if getuid() == 0 { try? FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: true) }
    let variables = environment.sorted { $0.key < $1.key }.map { "SetEnv \($0.key)=\($0.value)" }.joined(separator: "\n")
    let configuration = """
      Port \(port)
      ListenAddress 127.0.0.1
      HostKey \(folder.file("host"))
      AuthorizedKeysFile \(folder.file("user.pub"))
      StrictModes no
      UsePAM no
      PasswordAuthentication no
      PidFile none
      \(variables)

      """
    let file = try folder.write(configuration, to: "sshd_config")
    command =
      "ssh -F none -p \(port) -i \(folder.file("user")) -o BatchMode=yes -o IdentitiesOnly=yes -o StrictHostKeyChecking=no "
      + "-o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
    // A server closes every file it inherits, also that by which Foundation knows that a process lives: a shell keeps it open,
    // and ends the server when its stdin is closed, by a signal that cannot be blocked as threads of tests block others.
    let line = #""$0" -D -f "$1" -E "$2" & cat > /dev/null; kill -9 $!"#
    process.standardInput = lifeline
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line, Self.path ?? "sshd", file, logFile]
    try process.run()
    for _ in 0..<200 where process.isRunning && !log.contains("Server listening") { Thread.sleep(forTimeInterval: 0.05) }
    guard process.isRunning else { throw NoServer(log: log) }
  }

  var log: String { (try? String(contentsOfFile: logFile, encoding: .utf8)) ?? "" }

  func stop() {
    try? lifeline.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  private static func run(_ program: String, _ arguments: [String]) throws {
    let process = try Process.run(URL(filePath: program), arguments: arguments)
    process.waitUntilExit()
  }
}
