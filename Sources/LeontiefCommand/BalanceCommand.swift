import ArgumentParser
import CommandLineSupport
import Leontief

struct BalanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "balance", abstract: "Bring the flows of a table to given sums of rows and columns (RAS, GRAS).",
    discussion: """
      Without targets a table that does not balance is mended: flows and final demand are scaled together until rows and \
      columns sum to output, however far they are off; output and primary inputs stay (--final-demand kept: the flows \
      alone). With --rows, --columns or \
      --output, final demand and primary inputs take up what the flows leave of output, in their old proportions. Files are \
      CSV (columns sector,VALUE) or .npy. What was moved is told; targets no scaling can reach are refused with the sectors.
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
  @Option(help: "Without targets: balanced together with the flows (default for gras), or kept (default for ras).")
  var finalDemand: TableBalancer.FinalDemand?
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
    if finalDemand == .balanced, [rows, columns, output].contains(where: { $0 != nil }) {
      throw ValidationError("--final-demand balanced goes with the table's own sums: give no --rows, --columns or --output.")
    }
  }

  func run() throws {
    let session = try CommandSession(options, table: input.table, out: target.out)
    let engine = try engine.select(quiet: options.quiet)
    session.loop = engine.loop
    let table = try session.read(input.table, negativeOutput: input.negativeOutput, imbalance: .allowed).takeTable()
    let targets = TableBalancer.Targets(
      rows: try vector(rows, table.sectors, session), columns: try vector(columns, table.sectors, session),
      output: try vector(output, table.sectors, session))
    session.progress.step("balancing \(table.sectorCount) sectors")
    let settings = EstimationSettings(
      engine: engine, budget: options.budget.holding(table.allocatedBytes), negativeOutput: input.negativeOutput,
      monitor: session.progress.monitor)
    let balancer = Balancer(method, tolerance: tolerance, mostIterations: iterations, scalesColumns: scaleColumns)
    let balanced = try TableBalancer(settings, balancer, finalDemand: finalDemand).balance(table, to: targets)
    let document = BalancingDocument(balanced)
    if options.printsText { try StandardOutput.print(balanced.report.text + document.text) }
    try target.finish(
      balanced.takeTable(), from: table, negativeOutput: input.negativeOutput, schema: "leontief-balance/1", engine: engine,
      session: session, details: document)
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
extension TableBalancer.FinalDemand: ExpressibleByArgument {}
