import ArgumentParser
import CommandLineSupport
import Leontief

struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Make a large table with the structure of a real one, for tests and for sizing a server.",
    discussion: """
      Every region is split into sub-regions of random size (DEU.01, DEU.02, …), each with all sectors. Balances, the spectral \
      radius of A and multipliers are those of TABLE, and adding up the sub-regions gives TABLE again. The same options and \
      seed make the same file on every computer. A folder is written row by row and may be larger than memory.
      """)

  @OptionGroup var input: TableArgument
  @Option(help: ArgumentHelp("Sectors to make, as many as TABLE has or more.", valueName: "n"))
  var sectors: Int?
  @Option(help: ArgumentHelp("Sub-regions to make of each region, instead of --sectors.", valueName: "k"))
  var subregions: Int?
  @Option(help: "Decides all random numbers, from 0 to 18446744073709551615.")
  var seed: UInt64 = 1
  @Option(help: "How far trade and shares may be from proportionality, 0 to 1.")
  var noise = TableGenerator.usualNoise
  @Option(help: "Part of a region's own trade that stays in each sub-region, 0 (in proportion to size) to 0.99.")
  var homeBias = TableGenerator.usualHomeBias
  @OptionGroup var target: TableTarget
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard (sectors == nil) != (subregions == nil) else { throw ValidationError("give one of --sectors and --subregions") }
  }

  func run() throws {
    let session = try CommandSession(options, table: input.table, out: target.out)
    let engine = try engine.select(quiet: options.quiet)
    let table = try session.read(input).takeTable()
    let generator = TableGenerator(
      sectors.map { .sectors($0) } ?? .subregions(subregions ?? 1), seed: seed, noise: noise, homeBias: homeBias)
    let n = try generator.sectorCount(from: table)
    let before = TableSummary(table)
    guard CanonicalFolderWriter().accepts(target.out) else {
      session.progress.step("generating \(n) sectors")
      let result = try generator.generate(table, on: engine, budget: options.budget, monitor: session.progress.monitor)
      session.progress.step("writing \(target.out)")
      try WriterRegistry.standard.write(result, to: target.out, options: target.options)
      return try finish(before, result, TableValidation(of: result, negativeOutput: .allowed), engine, session)
    }
    let draft = try CanonicalFolderDraft(path: target.out, options: target.options)
    session.progress.step("generating \(n) sectors in \(target.out)")
    let transactions = try draft.makeTransactions(table.transactionsKind, sectors: n)
    let result = try generator.generate(
      table, into: transactions, on: engine, budget: options.budget, monitor: session.progress.monitor)
    session.progress.step("checking and storing \(target.out)")
    let validation = try draft.commit(result)
    try finish(before, result, validation, engine, session)
  }

  private func finish(
    _ source: TableSummary, _ result: borrowing InputOutputTable, _ validation: TableValidation, _ engine: Engine,
    _ session: CommandSession
  ) throws {
    let (after, report) = (TableSummary(result), ValidationReport(validation))
    session.progress.finish()
    if options.printsText {
      try StandardOutput.print("\(source.sectors) sectors → \(after.sectors) sectors in \(target.out)")
      try StandardOutput.print(after.text)
      try StandardOutput.print(report.text)
    }
    try session.finish(
      schema: "leontief-generate/1", engine: engine,
      content: Content(
        source: source, table: after, validation: report, density: validation.density, seed: seed, noise: noise,
        homeBias: homeBias, out: target.out))
  }

  private struct Content: Encodable {
    let source: TableSummary
    let table: TableSummary
    let validation: ValidationReport
    /// Share of the transactions that are not zero.
    let density: Double
    let seed: UInt64
    let noise: Double
    let homeBias: Double
    let out: String
  }
}
