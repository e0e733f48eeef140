import MatrixCore
import Tables

/// The core digital economy by ADB's framework, as the Reserve Bank of India applied it.
///
/// With M = v̂ L ŷ and d the indicator of the digital sectors: backward 1ᵀMd, forward dᵀM1, minus what both hold. The published
/// method first merges the digital sectors into one; the block form keeps them apart and removes the whole digital-digital block
/// once.
/// Cost: three prepared systems (the table without the inputs of its digital sectors, split, and merged), a few solves on each;
/// no inverse.
/// References: ADB (2021), *Capturing the Digital Economy*; Gajbhiye and Arora (2022), RBI Bulletin, December, annex.
public struct DigitalEconomyEstimator: Sendable {
  /// Its monitor is told how far the preparations are.
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
    let file = try file.namingDefinitions(among: table.sectors)
    let rest = settings.watched(0.3...1)
    let shares = try ShareStudy(table, file, settings.watched(0...0.3))
    guard !file.study.splits.isEmpty else { return try estimate(split: table, file, shares, rest) }
    let split = try table.split(by: file, rest)
    return try estimate(split: split, file, shares, rest.holding(table.allocatedBytes))
  }

  /// The estimate on a table whose partly digital sectors are split.
  private func estimate(
    split table: borrowing InputOutputTable, _ file: StudyFile, _ shares: ShareStudy, _ settings: EstimationSettings
  ) throws(EstimationError) -> DigitalEconomy {
    let resolution = try StudyResolution(file, among: table.sectors)
    let capital = try DigitalCapital(table, file, digital: resolution.digital)
    let merged = try mergedTerms(table, resolution, capital, settings)
    let apart = try Economy(table, rightHandSides: 2 * resolution.digital.count, settings.watched(0.5...1))
    let block = try BlockTerms(ValueAddedFlows(apart), subsectors: resolution.subsectors, capital)
    let isAggregated = file.study.method == .aggregated
    let closed = closedForms(shares, merged.terms, block.terms)
    let checks = try merged.checks + apart.amplified(closed.checks + shares.checks)
    return DigitalEconomy(
      title: file.study.title, method: file.study.method, unit: table.metadata.money,
      terms: isAggregated ? merged.terms : block.terms, alternative: isAggregated ? block.terms : merged.terms,
      grossValueAdded: (table.valueAdded ?? []).compensatedSum(),
      taxesOnProducts: table.taxesOnProducts?.compensatedSum(), digitalValueAdded: merged.digitalValueAdded,
      subsectors: block.subsectors, enabled: merged.enabled, enabling: merged.enabling, dependent: shares.dependent,
      jobs: shares.jobs, dependentJobs: shares.dependentJobs, sensitivity: shares.sensitivity, interval: shares.interval,
      revenues: file.study.revenues, checks: checks,
      remarks: remarks(table, resolution) + shares.remarks + closed.remarks + file.remarks,
      cost: shares.cost.adding(merged.cost).adding(block.cost))
  }

  /// The terms from the split and merged tables against the closed form in the shares: two ways that share no solves. What has no
  /// closed form is not checked, and that is said.
  private func closedForms(
    _ shares: ShareStudy, _ merged: DigitalEconomy.Terms, _ apart: DigitalEconomy.Terms
  ) -> (checks: [IdentityCheck], remarks: [String]) {
    let pairs: [(String, DigitalEconomy.Terms?, DigitalEconomy.Terms)] = [
      ("merged table", shares.core, merged), ("split table", shares.coreApart, apart),
    ]
    var (checks, remarks): ([IdentityCheck], [String]) = ([], [])
    for (table, closed, made) in pairs {
      let name = "the closed form in the shares gives the terms of the \(table)"
      guard let closed else {
        remarks.append("not checked: \(name); \(ReducedEconomy.noSolution)")
        continue
      }
      checks.append(
        IdentityCheck(
          name: name, value: closed.backward + closed.forward - closed.doubleCounted,
          expected: made.backward + made.forward - made.doubleCounted, tolerance: IdentityCheck.rounding))
    }
    return (checks, remarks)
  }

  private func mergedTerms(
    _ table: borrowing InputOutputTable, _ resolution: StudyResolution, _ capital: DigitalCapital?,
    _ settings: EstimationSettings
  ) throws(EstimationError) -> MergedTerms {
    let merged = try table.merging(resolution.digital, settings)
    let first = settings.holding(table.allocatedBytes).watched(0...0.5)
    let economy = try Economy(merged, rightHandSides: MergedTerms.solves, first)
    let imbalance = merged.imbalance(merged.output ?? [], merged.totalFinalDemand)
    return try MergedTerms(ValueAddedFlows(economy), imbalance: imbalance, capital?.merged)
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
    if table.taxesOnProducts != nil {
      remarks.append(
        "GDP is GVA and the taxes less subsidies on products that industries pay; those on final uses are not in the table")
    }
    if let imports = table.metadata.remarkOnImportShares { remarks.append(imports) }
    if table.metadata.flowKind == .total {
      remarks.append(
        "flows include imports and final demand is net of them, so terms are not domestic and may be over- or understated")
    }
    return remarks
  }
}
