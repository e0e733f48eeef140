import ArgumentParser
import CommandLineSupport
import Leontief

struct SolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve", abstract: "Solve (I − A) x = y for the output that meets a final demand.",
    discussion: """
      Without --demand, y is the row sums of the table's final demand. With --transposed the system is (I − A)ᵀ z = c \
      (multipliers, prices), and without --demand c is a vector of ones: output multipliers. By itself the command takes \
      the method it predicts to be fastest: an iteration for few right-hand sides, an elimination for many.
      """)

  @OptionGroup var input: TableArgument
  @Option(help: ArgumentHelp("Right-hand sides: a vector of n, or n × m in columns.", valueName: "file.npy"))
  var demand: String?
  @Flag(help: "Solve the transposed system.")
  var transposed = false
  @Option(help: ArgumentHelp("Write the solution as .npy.", valueName: "x.npy"))
  var out: String?
  @Option(help: "Method; auto takes the fastest by prediction.")
  var solver = SolverKind.auto
  @Flag(help: "Prove it: the table productive, its condition number, a bound of every component's error.")
  var certify = false
  @Flag(help: "Print the methods that were weighed, with predicted seconds and memory.")
  var explain = false
  @OptionGroup var checkpoints: CheckpointOptions
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func run() throws {
    do { try solve() } catch let refusal as MemoryRefusal { throw completed(refusal) }
  }

  /// Before the table is read, of which the files' headers tell the size.
  private func completed(_ refusal: MemoryRefusal) -> MemoryRefusal {
    guard let table = try? ReaderRegistry.standard.probe(input.table), let engine = try? engine.select(quiet: true)
    else { return refusal }
    return SolveMemoryAdvice(kind: solver, engine: engine).completing(
      refusal, SolveProblem(sectors: table.sectorCount, rightHandSides: columnsOfDemand), making: CoefficientMemory(table),
      budget: MemoryBudget(limit: refusal.limit, held: refusal.held))
  }

  private func solve() throws {
    let session = try CommandSession(options, table: input.table, out: out, checkpoint: checkpoints.checkpoint)
    let checkpoint = try openCheckpoint()
    defer { withExtendedLifetime(checkpoint?.lock) {} }
    let engine = try engine.select(quiet: options.quiet, flops: flops(session))
    session.loop = engine.loop
    let table = try session.read(input, needing: solver.solver(rightHandSides: 1)).takeTable()
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
    let summary = TableSummary(table)
    let keeper = try keeper(checkpoint?.file, session, y)
    let work = SolveWork(
      kind: solver, orientation: transposed ? .transposed : .output, engine: engine, budget: options.budget,
      progress: session.progress, checkpoint: keeper)
    let answer = try work.solve(table, y, negativeOutput: input.negativeOutput, certify: certify, explain: explain)
    if let out { try write(answer.solution.values.view, to: out) }
    measureHost(answer.solution.report, engine)
    session.progress.finish()
    if options.printsText { try printText(answer, keeper) }
    try session.finish(
      schema: "leontief-solve/1", engine: engine,
      content: Content(
        table: summary, report: SolveReportDocument(answer.solution.report, certificate: answer.certificate),
        certificate: answer.certificate.map(CertificateDocument.init),
        candidates: answer.choice?.candidates.map { CandidateDocument($0) },
        checkpoint: keeper.map(CheckpointDocument.init), solution: out == nil ? answer.solution.columns : nil, out: out))
    keeper?.finish()
  }

  /// What the method does at most: an elimination or an inverse, and its products with the right-hand sides, of which the file's
  /// header tells the number.
  private func flops(_ session: CommandSession) -> Double {
    let n = (try? session.sectorCount(input.table)).map(Double.init) ?? 0
    return session.flops(input, perCubicSector: solver == .inverse ? 2 : 2.0 / 3) + 2 * n * n * Double(columnsOfDemand)
  }

  private var columnsOfDemand: Int { demand.flatMap { try? NPYDescription(path: $0).shape.dropFirst().first } ?? 1 }

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
}

extension SolverKind: ExpressibleByArgument {}
