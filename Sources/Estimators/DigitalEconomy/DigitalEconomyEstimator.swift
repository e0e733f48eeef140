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
  /// Told how far the two factorizations are; when it stops them, the error is `SolverError.stopped`.
  public var monitor: WorkMonitor

  public init(
    engine: Engine, budget: MemoryBudget = .unlimited, negativeOutput: NegativeOutput = .refused,
    monitor: WorkMonitor = .none
  ) {
    self.monitor = monitor
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
    guard table.valueAdded != nil else { throw .noValueAdded(table: table.metadata.title) }
    guard table.finalDemand.columns > 0 else { throw .noFinalDemand(table: table.metadata.title) }
    guard !file.study.splits.isEmpty else { return try estimate(split: table, file, budget: budget) }
    let split = try split(table, file)
    return try estimate(split: split, file, budget: budget.holding(table.allocatedBytes))
  }

  private func split(
    _ table: borrowing InputOutputTable, _ file: StudyFile
  ) throws(EstimationError) -> InputOutputTable {
    let splitter: Concordance
    do {
      splitter = try Splitter.splitting(file.study.splits, of: table.sectors)
    } catch { throw .study(.concordance(path: file.path, error)) }
    do {
      return try table.transformed(by: splitter, note: "split by \(file.path)", on: engine, budget: budget)
    } catch { throw .aggregation(error) }
  }

  /// The estimate on a table whose partly digital sectors are split.
  private func estimate(
    split table: borrowing InputOutputTable, _ file: StudyFile, budget: MemoryBudget
  ) throws(EstimationError) -> DigitalEconomy {
    let resolution = try StudyResolution(file, among: table.sectors)
    let merged = try mergedTerms(table, resolution, budget: budget)
    let block = try BlockTerms(
      ValueAddedSystem(
        table, negativeOutput: negativeOutput, on: engine, budget: budget, monitor: monitor.part(0.5...1)),
      subsectors: resolution.subsectors, sectors: table.sectors)
    let isAggregated = file.study.method == .aggregated
    return DigitalEconomy(
      title: file.study.title, method: file.study.method, unit: table.metadata.unit,
      terms: isAggregated ? merged.terms : block.terms, alternative: isAggregated ? block.terms : merged.terms,
      grossValueAdded: (table.valueAdded ?? []).compensatedSum(), digitalValueAdded: merged.digitalValueAdded,
      subsectors: block.subsectors, enabled: merged.enabled, enabling: merged.enabling, checks: merged.checks,
      remarks: remarks(table, resolution), reports: merged.reports + block.reports)
  }

  private func mergedTerms(
    _ table: borrowing InputOutputTable, _ resolution: StudyResolution, budget: MemoryBudget
  ) throws(EstimationError) -> MergedTerms {
    let merged: InputOutputTable
    do {
      let aggregator: Concordance
      do {
        aggregator = try Aggregator.merging(
          resolution.digital, into: label(resolution, table.sectors), of: table.sectors)
      } catch { throw AggregationError.concordance(error) }
      merged = try table.transformed(
        by: aggregator, note: "merged \(resolution.digital.count) digital sectors", on: engine, budget: budget)
    } catch let error as AggregationError {
      throw .aggregation(error)
    } catch { preconditionFailure("unexpected error: \(error)") }
    let system = try ValueAddedSystem(
      merged, negativeOutput: negativeOutput, on: engine, budget: budget.holding(table.allocatedBytes),
      monitor: monitor.part(0...0.5))
    return try MergedTerms(system, sectors: merged.sectors, imbalance: imbalance(merged))
  }

  /// Z1 + y − x, by rows.
  private func imbalance(_ table: borrowing InputOutputTable) -> [Double] {
    let (rows, demand) = (table.transactions.view.rowSums(), table.totalFinalDemand)
    return (table.output ?? []).enumerated().map { rows[$0.offset] + demand[$0.offset] - $0.element }
  }

  /// `DIGITAL`, with as many apostrophes as it takes to differ from the table's own codes.
  private func label(_ resolution: StudyResolution, _ sectors: SectorIndex) -> SectorLabel {
    let regions = Set(resolution.digital.map { sectors[$0].region })
    let region = regions.count == 1 ? sectors[resolution.digital[0]].region : "ALL"
    var code = "DIGITAL"
    while case .found = sectors.position(of: "\(region)/\(code)") { code += "'" }
    return SectorLabel(region: region, code: code, name: "Digital economy")
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
