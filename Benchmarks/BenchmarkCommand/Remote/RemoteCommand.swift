import ArgumentParser
import BenchmarkHarness
import CommandLineSupport
import Foundation

struct RemoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remote", abstract: "Run a suite on other hosts by ssh and bring the results back.",
    discussion: """
      On each host after the other: a folder of its own is made under $TMPDIR or /tmp, the program copied there and run, its \
      result brought back to OUT/HOST.json and validated, the folder removed. A folder stays while its run goes on behind a lost \
      connection, and when a result cannot be brought back, is not whole or cannot be written here; the message says where. The \
      program is this one where scripts/package made it, or comes from tarballs of scripts/package, of which that for the host's \
      processor is taken. Nothing is installed there; ssh must reach the hosts without a password. What stands behind '--' goes to \
      'leontief-bench run'. \
      Ctrl-C ends the run on the host, brings back what it has measured and removes the folder. A second one waits for nothing: \
      the run ends by itself, its result stays in the folder, and the message says where that is and how to fetch it.
      """)

  @Argument(help: ArgumentHelp("Hosts as ssh knows them.", valueName: "host"))
  var hosts: [String]
  @Argument(parsing: .postTerminator, help: ArgumentHelp("Options of 'run', such as --sizes 598.", valueName: "options of run"))
  var rest: [String] = []
  @Option(help: ArgumentHelp("A tarball of scripts/package. May be repeated, one for each architecture.", valueName: "file"))
  var package: [String] = []
  @Option(help: ArgumentHelp("A leontief-bench to copy, instead of this program.", valueName: "file"))
  var program: String?
  @Option(help: ArgumentHelp("Where results go.", valueName: "folder"))
  var out = "."
  @Option(help: "ssh and its options, separated by blanks.")
  var ssh = "ssh -o BatchMode=yes"
  @Flag(help: "Leave the folders on the hosts.")
  var keep = false

  func validate() throws {
    for host in hosts where host.isEmpty || host.hasPrefix("-") {
      throw ValidationError("'\(host)' is no host")
    }
    if ssh.allSatisfy(\.isWhitespace) { throw ValidationError("--ssh needs a command") }
    if rest.contains(where: { $0 == "--json" || $0.hasPrefix("--json=") }) {
      throw ValidationError("results go to --out; 'run' takes no --json here")
    }
    if Set(hosts.map(Self.fileName)).count < hosts.count { throw ValidationError("two hosts would write the same file") }
  }

  func run() throws {
    let source = try RemoteProgram(packages: package, program: program)
    guard InputFile.isFolder(out) else { throw CommandFailure(.badInput, "--out \(out): there is no such folder") }
    let interruption = RemoteInterruption()
    Interruption.plan(
      InterruptionPlan({
        interruption.interrupt()
        return true
      }) { interruption.abandon() })
    var failures: [CommandFailure] = []
    for name in hosts {
      do { try measure(name, source, interruption) } catch let failure as CommandFailure {
        if failure.status == .interrupted { throw failure }
        // The other hosts are measured all the same.
        StandardError.write("leontief-bench: \(failure.message)")
        failures.append(failure)
      }
    }
    guard let first = failures.first else { return }
    throw CommandFailure(first.status, "\(failures.count) of \(hosts.count) hosts failed; \(first.message)")
  }

  private func measure(_ name: String, _ source: RemoteProgram, _ interruption: RemoteInterruption) throws {
    let command = ssh.split(whereSeparator: \.isWhitespace).map(String.init)
    let host = try RemoteHost(name: name, ssh: command, interruption: interruption)
    try RemoteRun(
      host, source: source, options: rest, file: "\(out)/\(Self.fileName(name))", keepsFolder: keep, interruption: interruption
    ).measure()
  }

  /// "me@server.example" is "me_server.example.json".
  static func fileName(_ host: String) -> String {
    host.map { $0.isLetter || $0.isNumber || "._-".contains($0) ? String($0) : "_" }.joined() + ".json"
  }
}
