import ArgumentParser
import BenchmarkHarness
import CommandLineSupport
import Leontief

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Tell what of this host would spoil a benchmark, and its cure.",
    discussion: """
      Emulation, debug and sanitizer builds, variables that force kernels, generic kernels, a missing OpenMP runtime, \
      the frequency governor, quotas, huge pages that are off, and, from two seconds of rest and load: other programs, time that the \
      hypervisor takes, throttling, a clock that gives in. The exit status is 9 when something spoils times; what is only worth \
      knowing does not change it.
      """)

  @OptionGroup var engines: EngineChoice
  @Option(help: ArgumentHelp("Write it as JSON to FILE ('-' for stdout).", valueName: "file"))
  var json: String?
  @Flag(help: "Print nothing but errors (and JSON to stdout when asked).")
  var quiet = false

  func validate() throws {
    if engines.threadCounts.count > 1 { throw ValidationError("doctor takes one number of threads") }
  }

  func run() throws {
    let target: ReportTarget? = if let json { try ReportTarget(path: json) } else { nil }
    let selected = try engines.select()
    let team = selected.first?.team ?? Team(threads: 1)
    let conditions = HostConditions(engines: selected.map(\.description), load: LoadTrial(team: team))
    let objections = conditions.objections
    if !quiet && json != "-" { try StandardOutput.print(Self.text(conditions, objections)) }
    if let target {
      let document = DoctorDocument(
        host: conditions.host, engines: selected.map(EngineRecord.init), load: conditions.load, findings: objections)
      try target.write(try SealedDocument.text(document))
    }
    let spoiling = objections.filter { $0.weight == .spoils }
    guard let first = spoiling.first else { return }
    throw CommandFailure(
      .unfit, spoiling.count == 1 ? first.sentence : "\(spoiling.count) things spoil times; the first: \(first.sentence)")
  }

  private static func text(_ conditions: HostConditions, _ objections: [HostObjection]) -> String {
    let stable = conditions.host.stable
    let name = [stable.processor, stable.microarchitecture, stable.machine].compactMap(\.self).joined(separator: ", ")
    let lines = objections.map {
      "\($0.weight == .spoils ? "spoils" : "note  ") \($0.id): \($0.sentence)\n       cure: \($0.cure)"
    }
    return ([name] + (lines.isEmpty ? ["nothing would spoil a benchmark"] : lines)).joined(separator: "\n")
  }
}

/// What was found, as a file.
private struct DoctorDocument: Encodable {
  let schema = "leontief-bench-doctor"
  let schemaVersion = 1
  let tool = ToolRecord.current
  let host: HostRecord
  let engines: [EngineRecord]
  let environment = EnvironmentRecord.current
  let load: LoadTrial
  let findings: [HostObjection]
}
