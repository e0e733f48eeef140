import MatrixCore
import Tables

/// The core digital economy by ADB's framework, as the Reserve Bank of India applied it.
///
/// With M = v̂ L ŷ and d the indicator of the digital sectors: backward 1ᵀMd, forward dᵀM1, minus what both hold. The
/// published method first merges the digital sectors into one; the block form keeps them apart and removes the whole
/// digital-digital block once.
/// Cost: two prepared systems (merged and unmerged table), a few solves; no inverse.
/// References: ADB (2021), *Capturing the Digital Economy*; Gajbhiye and Arora (2022), RBI Bulletin, December, annex.
public struct DigitalEconomyEstimator: Sendable {
  /// Its monitor is told how far the two preparations are.
  public var settings: EstimationSettings

  public init(_ settings: EstimationSettings) { self.settings = settings }

  /// Estimates on a table with value added and final demand.
  ///
  /// Errors: `EstimationError` for a study that does not fit the table, a table without value added, and everything a
  /// solve can meet.
  public func estimate(
    _ table: borrowing InputOutputTable, study file: StudyFile
  ) throws(EstimationError) -> DigitalEconomy {
    guard table.valueAdded != nil else { throw .noValueAdded(table: table.metadata.title) }
    guard table.finalDemand.columns > 0 else { throw .noFinalDemand(table: table.metadata.title) }
    guard !file.study.splits.isEmpty else { return try estimate(split: table, file, settings) }
    let split = try table.split(by: file, settings)
    return try estimate(split: split, file, settings.holding(table.allocatedBytes))
  }

  /// The estimate on a table whose partly digital sectors are split.
  private func estimate(
    split table: borrowing InputOutputTable, _ file: StudyFile, _ settings: EstimationSettings
  ) throws(EstimationError) -> DigitalEconomy {
    let resolution = try StudyResolution(file, among: table.sectors)
    let merged = try mergedTerms(table, resolution, settings)
    let second = settings.watched(0.5...1)
    let flows = try ValueAddedFlows(Economy(table, rightHandSides: 2 * resolution.digital.count, second))
    let block = try BlockTerms(flows, subsectors: resolution.subsectors)
    let isAggregated = file.study.method == .aggregated
    return DigitalEconomy(
      title: file.study.title, method: file.study.method, unit: table.metadata.unit,
      terms: isAggregated ? merged.terms : block.terms, alternative: isAggregated ? block.terms : merged.terms,
      grossValueAdded: (table.valueAdded ?? []).compensatedSum(), digitalValueAdded: merged.digitalValueAdded,
      subsectors: block.subsectors, enabled: merged.enabled, enabling: merged.enabling, checks: merged.checks,
      remarks: remarks(table, resolution), cost: merged.cost.adding(block.cost))
  }

  private func mergedTerms(
    _ table: borrowing InputOutputTable, _ resolution: StudyResolution, _ settings: EstimationSettings
  ) throws(EstimationError) -> MergedTerms {
    let merged = try table.merging(resolution.digital, settings)
    let first = settings.holding(table.allocatedBytes).watched(0...0.5)
    let economy = try Economy(merged, rightHandSides: MergedTerms.solves, first)
    return try MergedTerms(ValueAddedFlows(economy), imbalance: imbalance(merged))
  }

  /// Z1 + y − x, by rows.
  private func imbalance(_ table: borrowing InputOutputTable) -> [Double] {
    let (rows, demand) = (table.transactions.view.rowSums(), table.totalFinalDemand)
    return (table.output ?? []).enumerated().map { rows[$0.offset] + demand[$0.offset] - $0.element }
  }

  private func remarks(_ table: borrowing InputOutputTable, _ resolution: StudyResolution) -> [String] {
    let demand = table.totalFinalDemand
    var remarks: [String] = []
    for index in resolution.digital {
      if table.output?[index] == 0 { remarks.append("\(table.sectors[index]) has no output and adds nothing") }
      if demand[index] < 0 {
        remarks.append(
          "\(table.sectors[index]) has negative final demand; terms may be negative and shares leave [0, 1]")
      }
    }
    if table.metadata.flowKind == .total {
      remarks.append(
        "flows include imports and final demand is net of them, so terms are not domestic and may be over- or understated")
    }
    return remarks
  }
}
