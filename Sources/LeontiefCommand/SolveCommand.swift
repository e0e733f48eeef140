import ArgumentParser
import CommandLineSupport
import Leontief

struct SolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve", abstract: "Solve (I − A) x = y for the output that meets a final demand.",
    discussion: """
      Without --demand, y is the row sums of the table's final demand. With --transposed the system is (I − A)ᵀ z = c \
      (multipliers, prices), and without --demand c is a vector of ones: output multipliers.
      """)

  @OptionGroup var input: TableArgument
  @Option(help: ArgumentHelp("Right-hand sides: a vector of n, or n × m in columns.", valueName: "file.npy"))
  var demand: String?
  @Flag(help: "Solve the transposed system.")
  var transposed = false
  @Option(help: ArgumentHelp("Write the solution as .npy.", valueName: "x.npy"))
  var out: String?
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func run() throws {
    let session = try CommandSession(options, table: input.table, out: out)
    let engine = try engine.select(quiet: options.quiet, flops: session.flops(input, perCubicSector: 2.0 / 3))
    let table = try session.read(input, squares: 2).takeTable()
    if let demand { try session.use(demand) }
    let y = try rightHandSides(table)
    if let (row, column) = y.view.firstNonFinite() {
      throw CommandFailure(.badInput, "\(demand ?? input.table): not finite at row \(row), column \(column)")
    }
    if transposed, table.metadata.flowKind == .total, !options.quiet {
      StandardError.write(
        "warning: the flows of \(input.table) include imports: these multipliers are technological and overstate domestic effects"
      )
    }
    session.progress.step("factorizing \(table.sectorCount) × \(table.sectorCount)")
    let coefficients = try CoefficientMatrix(
      table, negativeOutput: input.negativeOutput, on: engine, budget: options.budget)
    let system = try DenseLUSolver().prepare(
      coefficients, on: engine, budget: options.budget.holding(table.allocatedBytes), monitor: session.progress.monitor)
    session.progress.step("solving for \(y.columns) right-hand sides")
    let solution = try system.solve(
      y.view, orientation: transposed ? .transposed : .output, monitor: session.progress.monitor)
    if let out { try write(solution.values.view, to: out) }
    session.progress.finish()
    if options.printsText { try printText(solution, sectors: table.sectors) }
    try session.finish(
      schema: "leontief-solve/1", engine: engine,
      content: Content(
        table: TableSummary(table), report: SolveReportDocument(solution.report),
        solution: out == nil ? solution.columns : nil, out: out))
  }

  private func rightHandSides(_ table: borrowing InputOutputTable) throws -> Matrix<Double> {
    guard let demand else {
      if transposed { return try Matrix(column: [Double](repeating: 1, count: table.sectorCount)) }
      guard !table.demand.isEmpty else {
        throw CommandFailure(.badInput, "\(input.table): the table has no final demand; give one with --demand FILE.npy")
      }
      return try Matrix(column: table.totalFinalDemand)
    }
    // The header decides before anything is allocated for the data.
    let shape = try NPYDescription(path: demand).shape
    guard (1...2).contains(shape.count), shape[0] == table.sectorCount else {
      throw CommandFailure(
        .badInput,
        "\(demand): shape (\(shape.map(String.init).joined(separator: ", "))) does not fit a table of \(table.sectorCount) sectors"
      )
    }
    return shape.count == 1 ? try Matrix(column: [Double].npy(demand)) : try Matrix<Double>.npy(demand)
  }

  private func write(_ values: MatrixView<Double>, to path: String) throws {
    if values.columns == 1 {
      try NPYWriter.write((0..<values.rows).map { values[$0, 0] }, to: path)
    } else {
      try NPYWriter.write(values, to: path)
    }
  }

  private func printText(_ solution: borrowing Solution, sectors: SectorIndex) throws {
    try StandardOutput.print(SolveReportDocument.text(solution.report))
    guard solution.values.columns == 1 else {
      try StandardOutput.print(
        "solution  \(solution.values.rows) × \(solution.values.columns)" + (out.map { " in \($0)" } ?? "; --out FILE writes it"))
      return
    }
    let values = solution.vector
    try StandardOutput.print("sum       \(values.compensatedSum().text)")
    // A screenful: all of a small table, else the largest.
    let shown = values.indices.sorted { (values[$1], $0) < (values[$0], $1) }.prefix(20)
    var text = TextTable(values.count > 20 ? "largest 20 of \(values.count)" : "sector", transposed ? "value" : "output")
    for index in values.count > 20 ? Array(shown) : Array(values.indices) {
      text.add("\(sectors[index].qualifiedCode) \(sectors[index].name)", values[index].text)
    }
    try StandardOutput.print(text.text)
  }

  private struct Content: Encodable {
    let table: TableSummary
    let report: SolveReportDocument
    /// Column by column; null when the solution went to a file.
    @OrNull var solution: [[Double]]?
    @OrNull var out: String?
  }
}

extension Solution {
  /// The solution's columns.
  var columns: [[Double]] {
    (0..<values.columns).map { j in (0..<values.rows).map { values[$0, j] } }
  }
}
