import MatrixCore
import Solvers
import Tables

/// Hypothetical extraction: what output, value added and jobs are lost without some sectors, by every variant.
///
/// By the closed forms of `Extraction` and `ExtractionLosses`, not by solving tables without sectors.
/// Cost: k + 5 solves for k sectors taken out together; n + 7 for every sector in turn, in panels that are not kept.
/// Errors: `EstimationError`.
/// References: Miller and Blair (2009), section 12.2.5; Dietzenbacher and van der Linden (1997); Dietzenbacher and Lahr (2013).
public struct ExtractionEstimator: Sendable {
  public var settings: EstimationSettings
  /// Rows whose losses are wanted beside those of output and value added; nil for employment where there is such a row.
  public var rows: [String]?

  public init(_ settings: EstimationSettings, rows: [String]? = nil) { (self.settings, self.rows) = (settings, rows) }

  /// Takes out the sectors together.
  /// Errors: positions that repeat or are not in the table, too.
  public func estimate(
    _ table: borrowing InputOutputTable, without extracted: [Int]
  ) throws(EstimationError) -> SectorExtraction {
    let model = try ExtractedEconomy(table, rightHandSides: extracted.count + 5, rows: rows, settings.watched(0...0.5))
    let losses: [ExtractionKind: [Double]]
    let rest = settings.beside(table, model.economy).watched(0.5...1)
    do { losses = try Self.losses(model, extracted, rest) } catch { throw .solver(error) }
    let idle = extracted.filter(model.sellersWithoutOutput.contains)
    return SectorExtraction(
      sectors: table.sectors, extracted: extracted, outputLosses: losses,
      measures: model.measures.map { measure in
        SectorExtraction.Loss(
          name: measure.name, unit: measure.unit, total: Self.sum(measure.coefficients, model.output),
          losses: losses.mapValues { Self.sum(measure.coefficients, $0) })
      }, checks: model.checks, remarks: model.remarks + Self.remark(idle, table.sectors), cost: model.economy.cost)
  }

  /// Takes out each sector in turn.
  public func estimateAll(_ table: borrowing InputOutputTable) throws(EstimationError) -> EverySectorExtraction {
    let n = table.sectorCount
    let model = try ExtractedEconomy(table, rightHandSides: n + 7, rows: rows, settings.watched(0...0.4))
    let economy = model.economy
    var diagonal = [Double](repeating: 0, count: n)
    try economy.forEachInversePanel(settings.beside(table, economy).watched(0.4...1)) { members, panel in
      for (k, member) in members.enumerated() { diagonal[member] = panel[member, k] }
    }
    let multipliers = try economy.contents(of: model.measures.map(\.coefficients))
    let sold = try economy.solve(model.measures.map { zip($0.coefficients, model.output).map { $0 * $1 } }, .output)
    var measures: [EverySectorExtraction.Losses] = []
    for (k, measure) in model.measures.enumerated() {
      let closed = ExtractionLosses(
        output: model.output, demand: model.demand, weights: measure.coefficients, multipliers: multipliers[k],
        diagonal: diagonal)
      measures.append(
        EverySectorExtraction.Losses(
          name: measure.name, unit: measure.unit, total: Self.sum(measure.coefficients, model.output),
          losses: Self.losses(closed, sold[k], economy.coefficients.diagonal, model.sellersWithoutOutput)))
    }
    return EverySectorExtraction(
      sectors: table.sectors, measures: measures, checks: try model.checks + economy.amplified(measures.map(Self.check)),
      remarks: model.remarks + Self.remark(model.sellersWithoutOutput, table.sectors), cost: economy.cost)
  }

  private static func losses(
    _ model: ExtractedEconomy, _ extracted: [Int], _ settings: EstimationSettings
  ) throws(SolverError) -> [ExtractionKind: [Double]] {
    let system = model.economy.system
    let block = try ExtractedBlock(
      of: extracted, in: system, on: settings.engine, budget: settings.budget, monitor: settings.monitor)
    var losses: [ExtractionKind: [Double]] = [:]
    for (kind, variant) in [(ExtractionKind.total, ExtractionVariant.total), (.backward, .backward), (.forward, .forward)] {
      losses[kind] = try Extraction(block, variant, demand: model.demand, output: model.output, in: system).losses
    }
    losses[.finalDemand] = block.lossesWithoutDemand(model.demand)
    losses[.backwardOwnUseKept] = try block.lossesKeepingOwnUse(output: model.output, in: system.coefficients)
    if !extracted.contains(where: model.sellersWithoutOutput.contains) {
      losses[.forwardGhosh] = try block.lossesForwardGhosh(output: model.output, in: system)
    }
    return losses
  }

  private static func losses(
    _ closed: ExtractionLosses, _ sold: [Double], _ ownUse: [Double], _ idle: [Int]
  ) -> [ExtractionKind: [Double?]] {
    var ghosh: [Double?] = closed.forwardGhoshLosses(sold: sold)
    for sector in idle { ghosh[sector] = nil }
    return [
      .total: closed.losses(.total), .backward: closed.losses(.backward), .forward: closed.losses(.forward),
      .backwardOwnUseKept: closed.lossesKeepingOwnUse(coefficients: ownUse), .finalDemand: closed.lossesWithoutDemand,
      .forwardGhosh: ghosh,
    ]
  }

  /// Final demand is all there is: what is lost without each part of it sums to the whole.
  private static func check(_ measure: EverySectorExtraction.Losses) -> IdentityCheck {
    IdentityCheck(
      name: "losses of \(measure.name.replacing("_", with: " ")) without each sector's final demand sum to its total",
      value: (measure.losses[.finalDemand] ?? []).lazy.map { $0 ?? 0 }.compensatedSum(), expected: measure.total,
      tolerance: IdentityCheck.rounding)
  }

  private static func sum(_ weights: [Double], _ values: [Double]) -> Double {
    weights.indices.lazy.map { weights[$0] * values[$0] }.compensatedSum()
  }

  private static func remark(_ idle: [Int], _ sectors: SectorIndex) -> [String] {
    guard !idle.isEmpty else { return [] }
    let names = idle.map { sectors[$0].qualifiedCode }.joined(separator: ", ")
    return ["no forward extraction by Ghosh of \(names): it sells but has no output"]
  }
}
