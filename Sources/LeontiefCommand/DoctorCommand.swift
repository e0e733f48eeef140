import ArgumentParser
import CommandLineSupport
import Leontief

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check this host, the engine and, when given, a table; say what is wrong and its cure.")

  @Argument(help: "A table to check as well.")
  var table: String?
  @Flag(help: "Accept sectors with negative output instead of refusing the table.")
  var allowNegativeOutput = false
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func run() throws {
    let session = try CommandSession(options, table: table)
    let engine = try engine.select(quiet: true)
    session.progress.step("examining the host")
    let examination = HostExamination(engine: engine, request: self.engine)
    session.progress.finish()
    if options.printsText { try StandardOutput.print(examination.text) }
    var (summary, validation): (TableSummary?, ValidationReport?) = (nil, nil)
    if let table {
      let reading = try session.read(table, negativeOutput: allowNegativeOutput ? .allowed : .refused)
      session.progress.finish()
      let (read, checks) = (TableSummary(reading.table), ValidationReport(reading.report))
      if options.printsText { try StandardOutput.print("\(read.text)\n\(checks.text)") }
      (summary, validation) = (read, checks)
    }
    try session.finish(
      schema: "leontief-doctor/1", engine: engine,
      content: Content(host: examination.host, findings: examination.findings, table: summary, validation: validation))
  }

  private struct Content: Encodable {
    let host: HostSummary
    let findings: [HostFinding]
    @OrNull var table: TableSummary?
    @OrNull var validation: ValidationReport?
  }
}
