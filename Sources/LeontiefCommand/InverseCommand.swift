import ArgumentParser
import CommandLineSupport
import Leontief

struct InverseCommand: ParsableCommand {
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case leontief, ghosh
  }

  static let configuration = CommandConfiguration(
    commandName: "inverse", abstract: "Compute the Leontief inverse L = (I − A)⁻¹ or the Ghosh inverse G = x̂⁻¹ L x̂.",
    discussion: "A few right-hand sides are solved faster and in less memory by 'leontief solve'.")

  @OptionGroup var input: TableArgument
  @Option(help: "Which inverse: leontief or ghosh.")
  var kind = Kind.leontief
  @Option(help: ArgumentHelp("Write the inverse as .npy (n × n, C order).", valueName: "L.npy"))
  var out: String?
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func run() throws {
    let session = try CommandSession(options, table: input.table, out: out)
    let engine = try engine.select(quiet: options.quiet, flops: session.flops(input, perCubicSector: 2))
    session.loop = engine.loop
    let table = try session.read(input, squares: 2).takeTable()
    session.progress.step("inverting \(table.sectorCount) × \(table.sectorCount)")
    let inverse = try invert(table, on: engine, session.progress.monitor)
    session.progress.step("writing")
    if let out { try NPYWriter.write(inverse.values.view, to: out) }
    let summary = InverseSummary(inverse.values.view)
    session.progress.finish()
    // A screenful is shown; more goes to a file.
    let isShown = table.sectorCount <= 10
    if options.printsText {
      try StandardOutput.print(SolveReportDocument.text(inverse.report))
      try StandardOutput.print(summary.text)
      if isShown { try StandardOutput.print(smallMatrix(inverse.values.view, table.sectors)) }
    }
    try session.finish(
      schema: "leontief-inverse/1", engine: engine,
      content: Content(
        kind: kind.rawValue, table: TableSummary(table), report: SolveReportDocument(inverse.report), inverse: summary,
        matrix: isShown ? rows(inverse.values.view) : nil, out: out))
  }

  private func invert(
    _ table: borrowing InputOutputTable, on engine: Engine, _ monitor: WorkMonitor
  ) throws -> Solution {
    let coefficients = try CoefficientMatrix(
      table, negativeOutput: input.negativeOutput, on: engine, budget: options.budget)
    var inverse = try InverseSolver().inverse(
      coefficients, on: engine, budget: options.budget.holding(table.allocatedBytes), monitor: monitor)
    guard kind == .ghosh else { return inverse }
    guard let output = table.output else {
      throw CommandFailure(.badInput, "\(input.table): the Ghosh inverse needs output; add x.npy")
    }
    var values = inverse.values.mutableView
    GhoshInverse.form(fromLeontief: &values, output: output)
    return inverse
  }

  private func rows(_ matrix: MatrixView<Double>) -> [[Double]] {
    (0..<matrix.rows).map { i in (0..<matrix.columns).map { matrix[i, $0] } }
  }

  private func smallMatrix(_ matrix: MatrixView<Double>, _ sectors: SectorIndex) -> String {
    (0..<matrix.rows).map { i in
      "\(sectors[i].qualifiedCode)  " + (0..<matrix.columns).map { matrix[i, $0].text }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  private struct Content: Encodable {
    let kind: String
    let table: TableSummary
    let report: SolveReportDocument
    let inverse: InverseSummary
    /// Row by row; null above ten sectors.
    @OrNull var matrix: [[Double]]?
    @OrNull var out: String?
  }
}

/// Figures that identify an inverse.
struct InverseSummary: Encodable {
  let trace: Double
  let sum: Double
  let columnSums: [Double]
  let rowSums: [Double]

  init(_ matrix: MatrixView<Double>) {
    var diagonal = CompensatedSum<Double>()
    for i in 0..<matrix.rows { diagonal.add(matrix[i, i]) }
    trace = diagonal.value
    columnSums = matrix.columnSums()
    rowSums = matrix.rowSums()
    sum = columnSums.compensatedSum()
  }

  var text: String { "trace     \(trace.text)\nsum       \(sum.text)" }
}
