import ArgumentParser
import CommandLineSupport
import Leontief

struct BalanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "balance", abstract: "Bring the flows of a table to given sums of rows and columns (RAS, GRAS).",
    discussion: """
      Without targets the table's own are taken, output less final demand and output less primary inputs: that mends a table \
      that does not balance. With --rows, --columns or --output, final demand and primary inputs take up what the flows leave \
      of output, in their old proportions. Files are CSV (columns sector,VALUE) or .npy. Targets no scaling can reach are \
      refused with the sector.
      """)

  @OptionGroup var input: TableArgument
  @Option(help: ArgumentHelp("Intermediate sales of each sector.", valueName: "file"))
  var rows: String?
  @Option(help: ArgumentHelp("Intermediate purchases of each sector.", valueName: "file"))
  var columns: String?
  @Option(help: ArgumentHelp("Gross output of each sector in the result.", valueName: "file"))
  var output: String?
  @Option(help: "ras: no negative flows; gras: with negative flows, which stay negative.")
  var method = Balancer.Method.gras
  @Option(help: "The largest relative error of a row's sum that may be left.")
  var tolerance = 1e-10
  @Option(help: "Iterations after which it is given up.")
  var iterations = 10_000
  @Flag(help: "Scale the targets of columns to the total of those of rows.")
  var scaleColumns = false
  @OptionGroup var target: TableTarget
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard tolerance >= 0, tolerance < 1 else { throw ValidationError("--tolerance must be from 0 to 1.") }
    guard iterations > 0 else { throw ValidationError("--iterations must be at least 1.") }
  }

  func run() throws {
    let session = try CommandSession(options, table: input.table, out: target.out)
    let engine = try engine.select(quiet: options.quiet)
    let table = try session.read(input).takeTable()
    let targets = TableBalancer.Targets(
      rows: try vector(rows, table.sectors, session), columns: try vector(columns, table.sectors, session),
      output: try vector(output, table.sectors, session))
    session.progress.step("balancing \(table.sectorCount) sectors")
    let settings = EstimationSettings(
      engine: engine, budget: options.budget.holding(table.allocatedBytes), negativeOutput: input.negativeOutput,
      monitor: session.progress.monitor)
    let balancer = Balancer(method, tolerance: tolerance, mostIterations: iterations, scalesColumns: scaleColumns)
    let balanced = try TableBalancer(settings, balancer).balance(table, to: targets)
    let report = balanced.report
    if options.printsText { try StandardOutput.print(report.text) }
    try target.finish(
      balanced.takeTable(), from: table, negativeOutput: input.negativeOutput, schema: "leontief-balance/1", engine: engine,
      session: session, details: BalancingDocument(report))
  }

  private func vector(_ path: String?, _ sectors: SectorIndex, _ session: CommandSession) throws -> [Double]? {
    guard let path else { return nil }
    let columns = try NumbersFile.read(path, sectors)
    try session.use(path)
    guard columns.count == 1 else {
      throw CommandFailure(.badInput, "\(path) has \(columns.count) rows of numbers; one is needed")
    }
    return columns[0].values
  }
}

extension Balancer.Method: ExpressibleByArgument {}

/// A report of balancing as JSON.
private struct BalancingDocument: Encodable {
  let method: String
  let iterations: Int
  let rowError: Double
  let columnError: Double
  let worstRow: String?
  let worstColumn: String?
  let negativeCells: Int
  let left: [String]

  init(_ report: BalancingReport) {
    (method, iterations) = (report.method.rawValue, report.iterations)
    (rowError, columnError) = (report.rowError, report.columnError)
    (worstRow, worstColumn) = (report.worstRow, report.worstColumn)
    (negativeCells, left) = (report.negativeCells, report.left)
  }
}

extension BalancingReport {
  /// What is printed above the summaries.
  fileprivate var text: String {
    let rest = left.isEmpty ? "" : "\nleft, since no flow can be scaled: \(left.joined(separator: ", "))"
    let worst = [worstRow.map { "at \($0)" } ?? "", worstColumn.map { "at \($0)" } ?? ""]
    return "\(method.rawValue.uppercased()): \(iterations) iterations, \(negativeCells) negative flows; rows within "
      + "\(rowError.shortText) \(worst[0]), columns within \(columnError.shortText) \(worst[1])\(rest)"
  }
}
