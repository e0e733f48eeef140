import ArgumentParser
import CommandLineSupport
import Leontief

struct TransformCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transform", abstract: "Make a symmetric table of a supply and use table.",
    discussion: """
      SUT is a folder with U.npy (commodities × industries), V.npy (industries × commodities), e.npy (final demand of \
      commodities), optionally va.npy (by industry) and meta.json, and labels in commodities.csv and industries.csv \
      (index, region, code, name). Negative flows, which commodity technology may make, are counted and kept.
      """)

  @Argument(help: ArgumentHelp("The folder of the supply and use table.", valueName: "sut"))
  var folder: String
  @Option(help: "industry (each industry has one input structure) or commodity (each commodity has one).")
  var technology = SupplyUseTransformation.Technology.industry
  @Option(help: "commodity × commodity, or industry × industry.")
  var kind = SupplyUseTransformation.Kind.industry
  @OptionGroup var target: TableTarget
  @OptionGroup var engine: EngineOptions
  @OptionGroup var options: ReportOptions

  func run() throws {
    let session = try CommandSession(options, table: folder, out: target.out)
    let engine = try engine.select(quiet: options.quiet)
    let table = try session.read(supplyUse: folder)
    session.progress.step("\(technology.rawValue) technology, \(kind.rawValue) × \(kind.rawValue)")
    let symmetric = try SupplyUseTransformation(technology, kind).transform(table, on: engine, budget: options.budget)
    let (negatives, dropped) = (symmetric.negativeFlows, symmetric.dropped.map(\.qualifiedCode))
    if options.printsText {
      let left = dropped.isEmpty ? "" : "; left out, since they make nothing: \(dropped.joined(separator: ", "))"
      try StandardOutput.print("\(negatives) negative flows\(left)")
    }
    try target.finish(
      symmetric.takeTable(), schema: "leontief-transform/1", engine: engine, session: session,
      details: TransformDocument(
        technology: technology.rawValue, kind: kind.rawValue, negativeFlows: negatives, dropped: dropped))
  }
}

extension SupplyUseTransformation.Technology: ExpressibleByArgument {}
extension SupplyUseTransformation.Kind: ExpressibleByArgument {}

private struct TransformDocument: Encodable {
  let technology: String
  let kind: String
  let negativeFlows: Int
  let dropped: [String]
}
