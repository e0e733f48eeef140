import BenchmarkHarness
import Foundation
import TestSupport
import Testing

/// `remote` on hosts that are this one: by a stand-in for ssh, and by a real one where there is a server.
@Suite struct RemoteCommandTests {
  private let folder: TemporaryFolder
  private let program: String

  init() throws {
    folder = try TemporaryFolder()
    program = try ToolRun.path(of: "leontief-bench")
  }

  private static let small = ["--", "--engine", "swift", "--sizes", "10", "--min-rounds", "1", "--max-seconds", "0"]

  private func run(_ arguments: [String], interruptedOnce condition: (() -> Bool)? = nil) throws -> ToolRun {
    try ToolRun(["remote"] + arguments, tool: "leontief-bench", interruptedOnce: condition)
  }

  /// A program that takes ssh's arguments, the host and a line, and runs the line here. `before` comes first, with the host in
  /// $host and the line in $line.
  private func standIn(_ before: String = "") throws -> String {
    let temporary = folder.file("remote")
    try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
    let script = """
      #!/bin/sh
      host=$1 line=$2
      TMPDIR=\(temporary)
      export TMPDIR
      \(before)
      # ssh leaves signals to the host.
      exec env --default-signal sh -c "$line"

      """
    let path = try folder.write(script, to: "ssh")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  private func left() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.file("remote"))
  }

  @Test func bringsResultsBack() throws {
    let arguments = ["a", "me@b", "--program", program, "--ssh", try standIn(), "--out", folder.path] + Self.small
    let run = try run(arguments)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("written: \(folder.path)/a.json") && run.output.contains("dgemm"))
    for name in ["a.json", "me_b.json"] {
      let document = try ResultDocument(json: String(contentsOfFile: folder.file(name), encoding: .utf8))
      #expect(document.cells.count == 7 && document.limits.minRounds == 1)
    }
    #expect(try left() == [])
    let compared = try ToolRun(["validate", folder.file("a.json"), folder.file("me_b.json")], tool: "leontief-bench")
    #expect(compared.status == 0)
  }

  @Test func aTarballOfTheHostsProcessor() throws {
    let name = "leontief-9-linux-\(Self.machine)"
    try FileManager.default.createDirectory(atPath: folder.file(name), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: folder.file("\(name)/leontief-bench"), withDestinationPath: program)
    let tarball = folder.file("\(name).tar.gz")
    let tar = try Process.run(URL(filePath: "/usr/bin/env"), arguments: ["tar", "-C", folder.path, "-czf", tarball, name])
    tar.waitUntilExit()
    let ssh = try standIn()
    let run = try run(["a", "--package", tarball, "--ssh", ssh, "--out", folder.path, "--keep"] + Self.small)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try left().count == 1 && FileManager.default.fileExists(atPath: folder.file("a.json")))
    let other = try standIn("case $line in uname*) echo vax; mktemp -d; exit ;; esac")
    let refused = try self.run(["a", "--package", tarball, "--ssh", other, "--out", folder.path] + Self.small)
    #expect(refused.status == 3 && refused.errors.contains("none ends in linux-vax.tar.gz"), "\(refused.errors)")
  }

  private static var machine: String {
    #if arch(arm64)
      "aarch64"
    #else
      "x86_64"
    #endif
  }

  /// One host that fails does not keep the others from being measured.
  @Test func hostsThatFail() throws {
    let before = """
      case $host in
        gone) exit 255 ;;
        full) case $line in cat\\ \\>*) exit 1 ;; esac ;;
        bent) case $line in *cat\\ *result.json) echo '{"schema": "leontief-bench"}'; exit ;; esac ;;
        dead) case $line in *run\\ --json*) exit 5 ;; esac ;;
        loud) echo "welcome to this host" ;;
        torn) case $line in *cat\\ *result.json) exit 255 ;; esac ;;
      esac
      """
    let hosts = ["gone", "full", "bent", "dead", "loud", "torn", "good"]
    let run = try run(hosts + ["--program", program, "--ssh", try standIn(before), "--out", folder.path] + Self.small)
    #expect(run.status == 3, "\(run.errors)")
    for sentence in [
      "gone: ssh does not reach it", "full: cannot copy the program: status 1", "bent: its result is not whole and consistent: ",
      "dead: the run ended with status 5 and left no result", "loud: its shell says more than it was asked",
      "torn: ssh does not reach it; the result stays on torn as /", "6 of 7 hosts failed; gone: ssh does not reach it",
    ] { #expect(run.errors.contains(sentence), "\(run.errors)") }
    let written = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
    #expect(written == ["good.json"])
    // What "loud" made could not be told from its welcome, and what "bent" and "torn" measured stays where they say.
    #expect(run.errors.contains("; the result stays on bent as /"), "\(run.errors)")
    #expect(try left().count == 3)
  }

  /// A run fails, and then what it may have left cannot be asked for, or cannot be read: its own status counts, the folder stays.
  @Test(arguments: [("exit 255", "ssh does not reach it"), ("exit 1", "cannot bring the result back: status 1")])
  func aConnectionThatEndsAfterAFailure(_ end: String, _ sentence: String) throws {
    let before = "case $line in *run\\ --json*) exit 5 ;; *cat\\ *result.json) \(end) ;; esac"
    let run = try run(["a", "--program", program, "--ssh", try standIn(before), "--out", folder.path] + Self.small)
    #expect(run.status == 5, "\(run.errors)")
    let reason = "a: \(sentence); the run ended with status 5; a result, where it left one, stays on a as /"
    #expect(run.errors.contains(reason), "\(run.errors)")
    #expect(try left().count == 1 && !FileManager.default.fileExists(atPath: folder.file("a.json")))
  }

  /// Wrong answers are the failure of the run, wherever its result is; what has no result is none, whatever its status.
  @Test func theStatusOfTheRunIsKept() throws {
    let wrong = try standIn("case $line in *run\\ --json*) exit 4 ;; *cat\\ *result.json) exit 255 ;; esac")
    let run = try run(["a", "--program", program, "--ssh", wrong, "--out", folder.path] + Self.small)
    #expect(run.status == 4 && run.errors.contains("; the result stays on a as /"), "\(run.errors)")
    #expect(try left().count == 1)
    let silent = try standIn("case $line in *run\\ --json*) exit 0 ;; esac")
    let none = try self.run(["b", "--program", program, "--ssh", silent, "--out", folder.path] + Self.small)
    #expect(none.status == 3 && none.errors.contains("b: the run ended with status 0 and left no result"), "\(none.errors)")
    #expect(try left().count == 1)
  }

  /// The second interruption, while the result is brought back: no process of the old number is ended, nothing is removed.
  @Test func anInterruptionOfTheReturn() throws {
    let killed = folder.file("killed")
    let before = """
      case $line in
        *cat\\ *result.json) kill -INT $PPID; sleep 0.5; kill -INT $PPID; sleep 1; exit ;;
        *kill\\ -INT*) touch '\(killed)' ;;
      esac
      """
    let run = try run(["a", "--program", program, "--ssh", try standIn(before), "--out", folder.path] + Self.small)
    #expect(run.status == 6 && run.errors.contains("interrupted; a result, where there is one, stays on a in /"), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: killed) && !FileManager.default.fileExists(atPath: folder.file("a.json")))
    let places = try left()
    let results = places.map { folder.file("remote/\($0)/result.json") }
    #expect(results.count == 1 && results.allSatisfy(FileManager.default.fileExists(atPath:)))
  }

  @Test func wordsReachTheHostAsTheyAre() throws {
    let ssh = try standIn("case $line in *run\\ --json*) echo \"$line\" > '\(folder.file("line"))' ;; esac")
    _ = try run(["a", "--program", program, "--ssh", ssh, "--out", folder.path, "--", "--only", "it's; $HOME"])
    let line = try String(contentsOfFile: folder.file("line"), encoding: .utf8)
    #expect(line.contains("'--only' 'it'\\''s; $HOME'"), "\(line)")
  }

  @Test func wrongUsage() throws {
    let program = ["--program", program]
    for (arguments, part) in [
      (["-x"], "Missing expected argument"), ([], "Missing expected argument"),
      (["a", "--ssh", " "] + program, "--ssh needs a command"),
      (["a", "a"] + program, "two hosts would write the same file"),
      (["a"] + program + ["--", "--json", "x"], "results go to --out"),
      (["a"], "give --package"),
    ] {
      let run = try run(arguments)
      #expect(run.status == 2 && run.errors.contains(part), "\(run.errors)")
    }
    for ssh in ["/nowhere/ssh -v", "no-such-program-anywhere"] {
      let run = try run(["a", "--ssh", ssh] + program)
      #expect(run.status == 3 && run.errors.contains("--ssh \(ssh.split(separator: " ")[0]): there is no such program"))
    }
    #expect(try run(["a", "--program", "/nowhere/tool"]).errors.contains("/nowhere/tool: there is no such file"))
    #expect(try run(["a", "--out", "/nowhere"] + program).errors.contains("--out /nowhere: there is no such folder"))
  }

  /// A run of a second or two for each of two processes, interrupted when the first has left its file.
  private func interrupted(_ ssh: String, _ scratch: String) throws -> ToolRun {
    let long = ["--", "--engine", "swift", "--sizes", "8", "--processes", "2", "--min-rounds", "40", "--max-seconds", "0"]
    return try run(["localhost", "--program", program, "--ssh", ssh, "--out", folder.path] + long) {
      let folders = (try? FileManager.default.contentsOfDirectory(atPath: scratch)) ?? []
      return folders.contains { FileManager.default.fileExists(atPath: "\(scratch)/\($0)/0.json") }
    }
  }

  /// What was measured is there, and nothing is left on the host: no folder, and no process that works in one.
  private func expectNothingLeft(_ run: ToolRun, _ scratch: String) throws {
    #expect(run.status == 6 && run.errorLines.last == "leontief-bench: interrupted", "\(run.status) \(run.errors)")
    let text = try String(contentsOfFile: folder.file("localhost.json"), encoding: .utf8)
    #expect(try ResultDocument(json: text).interrupted == true && StoredDocument(text: text).problems == [])
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch) == [])
    // The shell that ended the run looks once a second whether it has.
    for _ in 0..<100 where try works(in: scratch) { Thread.sleep(forTimeInterval: 0.1) }
    #expect(try !works(in: scratch))
  }

  private func works(in scratch: String) throws -> Bool {
    let processes = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }
    let places = processes.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\($0)/cwd") }
    return places.contains { $0.hasPrefix(scratch) }
  }

  @Test func anInterruptionLeavesNothingBehind() throws {
    let scratch = folder.file("remote")
    try expectNothingLeft(try interrupted(try standIn(), scratch), scratch)
  }

  /// Takes the place of an ssh, and interrupts this program twice once the first process of the run has left its file.
  private func interruptingTwice(_ ssh: String, _ scratch: String) throws -> String {
    let script = """
      #!/bin/sh
      case "$*" in
        *run\\ --json*)
          (
            n=0
            until ls '\(scratch)'/leontief-bench-*/0.json || [ $n -ge 600 ]; do sleep 0.1; n=$((n+1)); done
            kill -INT $PPID; sleep 0.5; kill -INT $PPID
          ) </dev/null >/dev/null 2>&1 & ;;
      esac
      exec \(ssh) "$@"

      """
    let path = try folder.write(script, to: "twice")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  /// The second interruption waits for nothing. The run ends by itself, and what it measured is where the message says, from where
  /// the command that it tells brings it here.
  private func expectTheResultStays(_ ssh: String, _ scratch: String) throws {
    let long = ["--", "--engine", "swift", "--sizes", "8", "--processes", "2", "--min-rounds", "40", "--max-seconds", "0"]
    let arguments = ["localhost", "--program", program, "--ssh", try interruptingTwice(ssh, scratch), "--out", folder.path]
    let run = try run(arguments + long)
    #expect(run.status == 6, "\(run.status) \(run.errors)")
    let told =
      "leontief-bench: interrupted; the run on localhost is told to end, and a result, where there is one, will be \(scratch)/leontief-bench."
    let line = try #require(run.errorLines.first { $0.hasPrefix(told) }, "\(run.errors)")
    for _ in 0..<600 where try works(in: scratch) { Thread.sleep(forTimeInterval: 0.1) }
    #expect(try !FileManager.default.fileExists(atPath: folder.file("localhost.json")) && !works(in: scratch))
    let command = try #require(line.range(of: "; fetch it by: ")).upperBound
    let fetching = try Process.run(URL(filePath: "/bin/sh"), arguments: ["-c", String(line[command...])])
    fetching.waitUntilExit()
    #expect(fetching.terminationStatus == 0)
    let text = try String(contentsOfFile: folder.file("localhost.json"), encoding: .utf8)
    let document = try ResultDocument(json: text)
    #expect(document.interrupted == true && document.cells.contains { !$0.samplesS.isEmpty })
    #expect(try StoredDocument(text: text).problems == [])
  }

  @Test func aSecondInterruptionLeavesTheResult() throws {
    try expectTheResultStays(try standIn(), folder.file("remote"))
  }

  @Test(.enabled(if: SecureShellServer.path != nil, "there is no sshd"))
  func aSecondInterruptionByARealServer() throws {
    let scratch = folder.file("remote")
    try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: false)
    let server = try SecureShellServer(folder, environment: ["TMPDIR": scratch])
    defer { server.stop() }
    try expectTheResultStays(server.command, scratch)
  }

  /// While the program is copied there is nothing to bring back.
  @Test func anInterruptionOfTheCopy() throws {
    let ssh = try standIn("case $line in cat\\ \\>*) touch '\(folder.file("copying"))'; exec sleep 60 ;; esac")
    let run = try run(["a", "--program", program, "--ssh", ssh, "--out", folder.path] + Self.small) {
      FileManager.default.fileExists(atPath: folder.file("copying"))
    }
    #expect(run.status == 6 && run.errors.contains("a: ssh was interrupted"), "\(run.status) \(run.errors)")
    #expect(try left() == [] && !FileManager.default.fileExists(atPath: folder.file("a.json")))
  }

  @Test(.enabled(if: SecureShellServer.path != nil, "there is no sshd"))
  func anInterruptionByARealServer() throws {
    let scratch = folder.file("remote")
    try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: false)
    let server = try SecureShellServer(folder, environment: ["TMPDIR": scratch])
    defer { server.stop() }
    try expectNothingLeft(try interrupted(server.command, scratch), scratch)
  }

  @Test(.enabled(if: SecureShellServer.path != nil, "there is no sshd"))
  func aRealServer() throws {
    let server = try SecureShellServer(folder)
    defer { server.stop() }
    let arguments = ["localhost", "--program", program, "--ssh", server.command, "--out", folder.path] + Self.small
    let run = try run(arguments)
    #expect(run.status == 0, "\(run.errors) \(server.log)")
    let document = try ResultDocument(json: String(contentsOfFile: folder.file("localhost.json"), encoding: .utf8))
    #expect(document.cells.count == 7)
  }
}
