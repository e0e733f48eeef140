import Aggregation
import Kernels
import MatrixCore
import Solvers
import Tables

/// The core digital economy by ADB's framework, as the Reserve Bank of India applied it.
///
/// With M = v̂ L ŷ and d the indicator of the digital sectors: backward 1ᵀMd, forward dᵀM1, minus what both hold. The
/// published method first merges the digital sectors into one; the block form keeps them apart and removes the whole
/// digital-digital block once.
/// Cost: two factorizations (merged and unmerged table), a few solves; no inverse.
/// References: ADB (2021), *Capturing the Digital Economy*; Gajbhiye and Arora (2022), RBI Bulletin, December, annex.
public struct DigitalEconomyEstimator: Sendable {
  public var engine: Engine
  public var budget: MemoryBudget
  public var negativeOutput: NegativeOutput

  public init(engine: Engine, budget: MemoryBudget = .unlimited, negativeOutput: NegativeOutput = .refused) {
    self.engine = engine
    self.budget = budget
    self.negativeOutput = negativeOutput
  }

  /// Estimates on a table with value added and final demand.
  ///
  /// Errors: `EstimationError` for a study that does not fit the table, a table without value added, and everything a
  /// solve can meet.
  public func estimate(
    _ table: borrowing InputOutputTable, study file: StudyFile
  ) throws(EstimationError) -> DigitalEconomy {
    let resolution = try StudyResolution(file, table: table, on: engine, budget: budget)
    let merged = try merge(resolution)
    let aggregated = try MergedTerms(system(merged))
    let block = try BlockTerms(
      system(resolution.table), subsectors: resolution.subsectors, sectors: resolution.table.sectors)
    let isAggregated = file.study.method == .aggregated
    let valueAdded = table.valueAdded ?? []
    return DigitalEconomy(
      title: file.study.title, method: file.study.method, unit: table.metadata.unit,
      terms: isAggregated ? aggregated.terms : block.terms, alternative: isAggregated ? block.terms : aggregated.terms,
      grossValueAdded: valueAdded.compensatedSum(), digitalValueAdded: aggregated.digitalValueAdded,
      subsectors: block.subsectors, enabled: aggregated.enabled(merged.sectors), enabling: aggregated.enabling(merged.sectors),
      checks: checks(aggregated, valueAdded: valueAdded, rowImbalance: rowImbalance(table)),
      remarks: remarks(resolution, file.study), reports: aggregated.reports)
  }

  private func system(_ table: borrowing InputOutputTable) throws(EstimationError) -> ValueAddedSystem {
    try ValueAddedSystem(table, negativeOutput: negativeOutput, on: engine, budget: budget)
  }

  private func merge(_ resolution: borrowing StudyResolution) throws(EstimationError) -> InputOutputTable {
    let regions = Set(resolution.digital.map { resolution.table.sectors[$0].region })
    let label = SectorLabel(
      region: regions.count == 1 ? regions.first ?? "ALL" : "ALL", code: "DIGITAL", name: "Digital economy")
    do {
      let aggregator: Concordance
      do {
        aggregator = try Aggregator.merging(resolution.digital, into: label, of: resolution.table.sectors)
      } catch { throw AggregationError.concordance(error) }
      return try resolution.table.transformed(
        by: aggregator, note: "merged \(resolution.digital.count) digital sectors into DIGITAL", on: engine, budget: budget)
    } catch let error as AggregationError {
      throw .aggregation(error)
    } catch { preconditionFailure("unexpected error: \(error)") }
  }

  private func checks(
    _ aggregated: MergedTerms, valueAdded: [Double], rowImbalance: Double
  ) -> [IdentityCheck] {
    // A row that does not balance by r shifts these identities by about v L r; 1e-12 is what rounding may add.
    let tolerance = 1e-12 + 4 * rowImbalance
    return [
      IdentityCheck(
        name: "forward term equals the digital sectors' GVA", value: aggregated.terms.forward,
        expected: aggregated.digitalValueAdded, tolerance: tolerance),
      IdentityCheck(
        name: "sum of the value-added matrix equals GVA", value: aggregated.matrixTotal,
        expected: valueAdded.compensatedSum(), tolerance: tolerance),
    ]
  }

  /// Σ|Z1 + y − x| over the smaller of Σ|x| and Σ gva: how far the table itself is from the identities.
  private func rowImbalance(_ table: borrowing InputOutputTable) -> Double {
    guard let output = table.output, table.transactionsKind == .flows else { return 0 }
    let rows = table.transactions.view.rowSums()
    let demand = table.totalFinalDemand
    let residuals = output.indices.map { abs(rows[$0] + demand[$0] - output[$0]) }
    let scale = (table.valueAdded ?? output).map(abs).compensatedSum()
    return scale > 0 ? residuals.compensatedSum() / scale : 0
  }

  private func remarks(_ resolution: borrowing StudyResolution, _ study: Study) -> [String] {
    let table = resolution.table.sectors
    let demand = resolution.table.totalFinalDemand
    var remarks: [String] = []
    for index in resolution.digital {
      if resolution.table.output?[index] == 0 { remarks.append("\(table[index]) has no output and adds nothing") }
      if demand[index] < 0 {
        remarks.append("\(table[index]) has negative final demand; terms may be negative and shares leave [0, 1]")
      }
    }
    if resolution.table.metadata.flowKind == .total {
      remarks.append("flows include imports, so backward terms overstate domestic value added")
    }
    return remarks
  }
}
