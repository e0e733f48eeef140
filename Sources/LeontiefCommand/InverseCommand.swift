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
    let clock = ContinuousClock()
    let start = clock.now
    let engine = engine.select(quiet: options.quiet)
    let progress = options.progress
    progress.step("reading \(input.table)")
    let table = try input.read(options).takeTable()
    progress.step("inverting \(table.sectorCount) × \(table.sectorCount)")
    let coefficients = try CoefficientMatrix(
      table, negativeOutput: input.negativeOutput, on: engine, budget: options.budget)
    var inverse = try DenseLUSolver().factorize(coefficients, on: engine, budget: options.budget).inverse()
    if kind == .ghosh {
      guard let output = table.output else {
        throw CommandFailure(.badInput, "\(input.table): the Ghosh inverse needs output; add x.npy")
      }
      var values = inverse.values.mutableView
      GhoshInverse.form(fromLeontief: &values, output: output)
    }
    progress.step("writing")
    if let out { try NPYWriter.write(inverse.values.view, to: out) }
    progress.finish()
    let summary = InverseSummary(inverse.values.view)
    if options.printsText {
      print(SolveReportDocument.text(inverse.report))
      print(summary.text)
      if table.sectorCount <= 10 { print(smallMatrix(inverse.values.view, table.sectors)) }
    }
    guard let json = options.json else { return }
    try ReportDocument(
      schema: "leontief-inverse/1", tool: "leontief", inputs: try InputFile.all(at: input.table), engine: engine,
      seconds: (clock.now - start).seconds,
      content: Content(
        kind: kind.rawValue, table: TableSummary(table), report: SolveReportDocument(inverse.report), inverse: summary,
        out: out)
    ).write(to: json)
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
    let out: String?
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
