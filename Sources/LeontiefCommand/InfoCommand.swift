import ArgumentParser
import CommandLineSupport
import Leontief

struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Say what a table holds, whether it balances, and what it would cost to solve.")

  @OptionGroup var input: TableArgument
  @OptionGroup var options: ReportOptions

  func run() throws {
    let clock = ContinuousClock()
    let start = clock.now
    let reading = try input.read(options)
    let summary = TableSummary(reading.table)
    let validation = ValidationReport(reading.report)
    let needs = MemoryNeeds(sectors: reading.table.sectorCount)
    if options.printsText {
      print(summary.text)
      print(validation.text)
      print(needs.text)
    }
    guard let json = options.json else { return }
    try ReportDocument(
      schema: "leontief-info/1", tool: "leontief", inputs: try InputFile.all(at: input.table), engine: nil,
      seconds: (clock.now - start).seconds,
      content: Content(table: summary, validation: validation, memory: needs)
    ).write(to: json)
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
  let availableBytes: Int?

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
