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
    let clock = ContinuousClock()
    let start = clock.now
    let engine = engine.select(quiet: true)
    let progress = options.progress
    progress.step("examining the host")
    let examination = HostExamination(engine: engine, request: self.engine)
    progress.finish()
    if options.printsText { print(examination.text) }
    let validation = try table.map(examine)
    guard let json = options.json else { return }
    try ReportDocument(
      schema: "leontief-doctor/1", tool: "leontief", inputs: try table.map { try InputFile.all(at: $0) } ?? [],
      engine: engine, seconds: (clock.now - start).seconds,
      content: Content(host: examination.host, findings: examination.findings, validation: validation)
    ).write(to: json)
  }

  private func examine(_ path: String) throws -> ValidationReport {
    let reading = try TableArgument.read(path, negativeOutput: allowNegativeOutput ? .allowed : .refused, options)
    let validation = ValidationReport(reading.report)
    if options.printsText {
      print(TableSummary(reading.table).text)
      print(validation.text)
    }
    return validation
  }

  private struct Content: Encodable {
    let host: HostSummary
    let findings: [HostFinding]
    let validation: ValidationReport?
  }
}
