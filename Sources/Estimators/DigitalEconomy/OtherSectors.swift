import MatrixCore
import Solvers
import Tables

/// A table in which some sectors K buy nothing, prepared so that what the others do for them keeps its digits.
///
/// The usual choice of a method loses a digit for each power of ten of the multipliers among the others. Where these are large,
/// no coefficient is negative and no column buys more than its output (but for rounding), the table is eliminated without
/// subtraction instead, with the deficits of its columns as data. Cost: that of the chosen method; where a column leaves less
/// than `leastDeficit` of its output, a transposed solve, and where that finds large multipliers, 2n³/3 flops. Reference: Alfa,
/// Xue and Ye (2002).
struct OtherSectors {
  let members: [Int]
  let economy: Economy
  /// 1 − 1ᵀA of the table, before anything is cut.
  let tableDeficits: [Double]
  /// What was solved by a method that was not taken in the end.
  let search: SolveCost

  /// Multipliers are at most one over the least deficit: above this no more than two digits are lost.
  private static let leastDeficit = 0x1p-7
  /// Solves may be off by so many roundings and be held to twelve digits.
  private static let largestMultiplier = 0x1p10

  /// `members`: K. `rightHandSides`: how many `ReducedEconomy` has. They are held from the first, so that the method that is
  /// taken fits beside them; the answers are counted by it. Errors: `EstimationError`.
  init(
    _ table: borrowing InputOutputTable, _ members: [Int], rightHandSides: Int, _ settings: EstimationSettings
  ) throws(EstimationError) {
    guard let output = table.output else { throw .noOutput(table: table.metadata.title) }
    (self.members, tableDeficits) = (members, table.deficits(output))
    var deficits = tableDeficits
    for k in members { deficits[k] = 1 }
    let held = settings.holding(MemoryBudget.bytes(rows: table.sectorCount, columns: rightHandSides))
    let first = try Economy(table, withoutInputsOf: members, rightHandSides: rightHandSides, held)
    // The fractions told so far may not fall: all that is left counts as the end.
    let beside = held.watched(1...1).holding(first.allocatedBytes)
    guard try Self.losesDigits(first, deficits),
      let exact = try Self.withoutSubtraction(table, members, deficits, rightHandSides, beside)
    else {
      (economy, search) = (first, SolveCost())
      return
    }
    (economy, search) = (exact, first.cost)
  }

  private static func losesDigits(_ economy: Economy, _ deficits: [Double]) throws(EstimationError) -> Bool {
    guard economy.coefficients.facts.isNonNegative, let least = deficits.min(), (0..<leastDeficit).contains(least) else {
      return false
    }
    let multipliers = try economy.contents(of: [[Double](repeating: 1, count: deficits.count)])[0]
    return multipliers.contains { $0 > largestMultiplier }
  }

  /// Nil where that does not fit in memory, or a group of sectors uses all it makes.
  private static func withoutSubtraction(
    _ table: borrowing InputOutputTable, _ members: [Int], _ deficits: [Double], _ rightHandSides: Int,
    _ settings: EstimationSettings
  ) throws(EstimationError) -> Economy? {
    do throws(EstimationError) {
      return try Economy(
        table, withoutInputsOf: members, by: GTHSolver(deficits: deficits), rightHandSides: rightHandSides, settings)
    } catch {
      switch error {
      case .solver(.memory), .solver(.allocation), .solver(.closedGroup): return nil
      default: throw error
      }
    }
  }
}
