import ArgumentParser
import CommandLineSupport
import Leontief

struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Say what a table holds, whether it balances, and what it would cost to solve.")

  @OptionGroup var input: TableArgument
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func run() throws {
    let session = try CommandSession(options, table: input.table)
    let engine = try engine.select(quiet: options.quiet)
    session.loop = engine.loop
    let reading = try session.read(input)
    let summary = TableSummary(reading.table)
    let validation = ValidationReport(reading.report)
    let needs = MemoryNeeds(sectors: reading.table.sectorCount)
    session.progress.finish()
    if options.printsText {
      try StandardOutput.print(summary.text)
      try StandardOutput.print(validation.text)
      try StandardOutput.print(needs.text)
      try StandardOutput.print("engine   \(EngineReport.line(engine.description))")
    }
    try session.finish(
      schema: "leontief-info/1", engine: engine,
      content: Content(table: summary, validation: validation, memory: needs))
  }

  private struct Content: Encodable {
    let table: TableSummary
    let validation: ValidationReport
    let memory: MemoryNeeds
  }
}

/// Bytes that solving a table takes.
struct MemoryNeeds: Encodable {
  let solveBytes: Int
  let inverseBytes: Int
  @OrNull var availableBytes: Int?

  init(sectors n: Int) {
    let square = MemoryBudget.bytes(rows: n, columns: n)
    solveBytes = MemoryBudget.sum(square, DenseLUSolver().bytesNeeded(sectors: n, rightHandSides: 1))
    inverseBytes = MemoryBudget.sum(square, square)
    availableBytes = HostMemory.current.usable
  }

  var text: String {
    let available = availableBytes.map { "; \($0.byteText) available here" } ?? ""
    return "memory   \(solveBytes.byteText) to solve, \(inverseBytes.byteText) to invert\(available)"
  }
}
