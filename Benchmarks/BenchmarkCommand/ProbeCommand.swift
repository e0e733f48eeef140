import ArgumentParser
import BenchmarkHarness
import CommandLineSupport
import Leontief

struct ProbeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe", abstract: "Tell what this host is, without load.",
    discussion: """
      The part of the host that results carry: what stays the same, with its hash, and what depends on the day; and the \
      variables that change what libraries do.
      """)

  @Option(help: ArgumentHelp("Write it as JSON to FILE ('-' for stdout).", valueName: "file"))
  var json: String?
  @Flag(help: "Print nothing but errors (and JSON to stdout when asked).")
  var quiet = false

  func run() throws {
    let document = ProbeDocument()
    if !quiet && json != "-" { try StandardOutput.print(document.text) }
    if let json { try ReportTarget(path: json).write(try SealedDocument.text(document)) }
  }
}

/// What a host is, as a file.
private struct ProbeDocument: Encodable {
  let schema = "leontief-bench-probe"
  let schemaVersion = 1
  let tool = ToolRecord.current
  let host = HostRecord()
  let environment = EnvironmentRecord.current

  var text: String {
    var table = TextTable()
    for (name, text) in HostTable.hardware(host) { table.add(name, text) }
    for (name, value) in environment.sorted(by: { $0.key < $1.key }) { table.add(name, value) }
    return table.leftText
  }
}
