import MatrixCore
import Tables

/// Some sectors K of a table by themselves, with the work that all others do for them in their recipes: Leontief's alternative to
/// aggregation.
///
/// With R the others and N = (I − A_RR)⁻¹ the reduced coefficients are a = A_KK + A_KR N A_RK, the demand y_K + A_KR N y_R, and a
/// row c of the table becomes c_K + c_R N A_RK. Outputs of K, and what is contained in them, are those of the whole table;
/// splitting and merging sectors of K may come before or after. (I − a) is the inverse of L_KK without that inversion, which
/// loses the digits that large multipliers among K take; `OtherSectors` keeps those that large multipliers among the others would
/// take. Shapes: q sectors. Units: of the table. Cost: q + 1 solves of the table in which K buys nothing, and one for what its
/// rows are off where that is asked for. Memory: while it is made two panels of n × as many, within the budget. Reference:
/// Leontief (1967), An Alternative to Aggregation in Input-Output Analysis, Review of Economics and Statistics 49(3).
struct ReducedEconomy: Sendable {
  let members: [Int]
  /// a, by rows.
  let coefficients: [[Double]]
  /// 1 − 1ᵀa.
  let deficits: [Double]
  let demand: [Double]
  /// The same of what the rows of the table are off; nil where that was not asked for.
  let imbalance: [Double]?
  /// c_K + c_R N A_RK of each row c: what a unit of each of K contains of it that no other of K adds.
  let contents: [[Double]]
  /// No coefficient or deficit is negative.
  let isNonNegative: Bool
  /// (I − a)⁻¹; nil where it has none.
  let system: SmallEconomy?

  /// Why there is no closed form in the shares.
  static let noSolution = "the sectors of the study, with what others do for them, use all they make but for rounding"

  /// Right-hand sides for q members.
  static func solves(_ members: [Int], hasGaps: Bool) -> Int { members.count + (hasGaps ? 2 : 1) }

  /// `rows`: n values each. `gaps`: what the rows of the table are off, if that matters. Errors: `EstimationError.solver`, memory
  /// too.
  init(
    _ others: OtherSectors, _ table: borrowing InputOutputTable, rows: [[Double]], gaps: [Double]?
  ) throws(EstimationError) {
    let (economy, members, q) = (others.economy, others.members, others.members.count)
    let answers = try economy.solve(Self.sides(economy, table, members, gaps), .output)
    var (reduced, ofDemand, ofImbalance): ([[Double]], [Double], [Double]) = ([], [], [])
    for i in members {
      var row: [Double] = []
      for k in 0..<q { row.append(answers[i, k]) }
      reduced.append(row)
      ofDemand.append(answers[i, q])
      if gaps != nil { ofImbalance.append(answers[i, q + 1]) }
    }
    let left = Self.contents(others.tableDeficits, members, answers)
    var ofRows: [[Double]] = []
    for row in rows { ofRows.append(Self.contents(row, members, answers)) }
    let isNonNegative = left.allSatisfy { $0 >= 0 } && reduced.allSatisfy { $0.allSatisfy { $0 >= 0 } }
    (self.members, coefficients, deficits, contents) = (members, reduced, left, ofRows)
    (demand, imbalance) = (ofDemand, gaps == nil ? nil : ofImbalance)
    self.isNonNegative = isNonNegative
    system = SmallEconomy(reduced, deficits: left, isNonNegative: isNonNegative)
  }

  /// A_·K, final demand, and what the rows are off if that is given. Shapes: n × (q + 1) or (q + 2).
  private static func sides(
    _ economy: Economy, _ table: borrowing InputOutputTable, _ members: [Int], _ gaps: [Double]?
  ) throws(EstimationError) -> Matrix<Double> {
    guard let output = economy.output else { throw .noOutput(table: table.metadata.title) }
    guard let demand = economy.finalDemand else { throw .noFinalDemand(table: table.metadata.title) }
    let (n, q) = (table.sectorCount, members.count)
    var sides = try Economy.panel(rows: n, columns: solves(members, hasGaps: gaps != nil))
    for (k, member) in members.enumerated() {
      for i in 0..<n { sides[i, k] = table.coefficient(i, member, output) }
    }
    for i in 0..<n { sides[i, q] = demand[i] }
    if let gaps { for i in 0..<n { sides[i, q + 1] = gaps[i] } }
    return sides
  }

  private static func contents(_ row: [Double], _ members: [Int], _ answers: borrowing Matrix<Double>) -> [Double] {
    var isInside = [Bool](repeating: false, count: row.count)
    for i in members { isInside[i] = true }
    var contents: [Double] = []
    for (k, member) in members.enumerated() {
      var sum = CompensatedSum<Double>()
      sum.add(row[member])
      for i in row.indices where !isInside[i] { sum.add(row[i] * answers[i, k]) }
      contents.append(sum.value)
    }
    return contents
  }
}
