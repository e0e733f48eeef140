import BenchmarkHarness
import Leontief

/// How an economy is made from a shape and a seed.
public enum EconomyKind: Sendable, Hashable {
  /// Every sector buys from every other, at home four times as much as abroad.
  case uniform
  /// Regions that trade by size, as in published tables: harder for iterations.
  case trading
  /// The same without the smallest flows between regions.
  case sparse

  /// As full as the table of 2011 of the World Input-Output Database.
  static let fullness = SolverPlan.fullness

  /// The part of A that the sparse kind keeps: domestic blocks stay whole.
  static func fullness(of shape: EconomyShape) -> Double { max(fullness, 1 / Double(shape.regions)) }

  /// Errors: `AllocationError`.
  func economy(_ shape: EconomyShape, seed: UInt64) throws(AllocationError) -> SyntheticEconomy {
    switch self {
    case .uniform: try SyntheticEconomy(shape, seed: seed)
    case .trading: try SyntheticEconomy(trading: shape, seed: seed)
    case .sparse: try SyntheticEconomy(trading: shape, fullness: Self.fullness, seed: seed)
    }
  }

  /// Memory of making it: A, and for the sparse one the flows that are sorted.
  func bytesNeeded(_ shape: EconomyShape) -> Int {
    let matrix = MemoryBudget.bytes(rows: shape.count, columns: shape.count)
    return self == .sparse ? MemoryBudget.sum(matrix, matrix) : matrix
  }
}
