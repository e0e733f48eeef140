import Aggregation
import Kernels
import MatrixCore
import Tables

/// On what and within what an estimator works.
public struct EstimationSettings: Sendable {
  public var engine: Engine
  public var budget: MemoryBudget
  public var negativeOutput: NegativeOutput
  /// What to make of a table whose flows include imports.
  public var totalFlows: TotalFlows
  /// Told how far the work is; when it stops it, the error is `SolverError.stopped`.
  public var monitor: WorkMonitor

  public init(
    engine: Engine, budget: MemoryBudget = .unlimited, negativeOutput: NegativeOutput = .refused,
    totalFlows: TotalFlows = .refused, monitor: WorkMonitor = .none
  ) {
    (self.engine, self.budget, self.negativeOutput) = (engine, budget, negativeOutput)
    (self.totalFlows, self.monitor) = (totalFlows, monitor)
  }
}

/// What to make of a table whose flows are domestic and imported together, where a measure speaks of the domestic economy.
public enum TotalFlows: Sendable, Equatable {
  /// An error: multipliers of such a table overstate domestic effects.
  case refused
  /// Computed all the same, and labelled technological.
  case technological
}

extension EstimationSettings {
  /// With so many bytes taken from the budget already.
  func holding(_ bytes: Int) -> EstimationSettings {
    var copy = self
    copy.budget = budget.holding(bytes)
    return copy
  }

  /// With the table and what was prepared of it taken from the budget.
  func beside(_ table: borrowing InputOutputTable, _ economy: Economy) -> EstimationSettings {
    holding(table.allocatedBytes).holding(economy.allocatedBytes)
  }

  /// With a monitor that takes the work for a part of a whole.
  public func watched(_ part: ClosedRange<Double>) -> EstimationSettings {
    var copy = self
    copy.monitor = monitor.part(part)
    return copy
  }

  /// Refuses a table of total flows unless technological figures are wanted; the remark that then belongs to the result, or that
  /// imports were taken out by shares.
  func remarkOnFlows(_ table: borrowing InputOutputTable) throws(EstimationError) -> String? {
    guard table.metadata.flowKind == .total else { return table.metadata.remarkOnImportShares }
    guard totalFlows == .technological else { throw .totalFlows(table: table.metadata.title) }
    return "flows include imports: the figures are technological and overstate domestic effects"
  }
}
