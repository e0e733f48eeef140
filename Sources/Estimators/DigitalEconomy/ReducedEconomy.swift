import MatrixCore
import Tables

/// Some sectors K of a table by themselves, with the work that all others do for them in their recipes: Leontief's alternative to
/// aggregation.
///
/// With R the others and N = (I − A_RR)⁻¹ the reduced coefficients are a = A_KK + A_KR N A_RK, the demand y_K + A_KR N y_R, and a
/// row c of the table becomes c_K + c_R N A_RK. Outputs of K, and what is contained in them, are those of the whole table; splitting
/// and merging sectors of K may come before or after. (I − a) is the inverse of L_KK without that inversion, which loses the digits
/// that large multipliers among K take; those that large multipliers among the others take, N loses as every solution does.
/// Shapes: q sectors. Units: of the table. Cost: q + 1 solves of the table in which K buys nothing.
/// Reference: Leontief (1967), An Alternative to Aggregation in Input-Output Analysis, Review of Economics and Statistics 49(3).
struct ReducedEconomy: Sendable {
  let members: [Int]
  /// a, by rows.
  let coefficients: [[Double]]
  /// 1 − 1ᵀa.
  let deficits: [Double]
  let demand: [Double]
  /// No coefficient or deficit is negative.
  let isNonNegative: Bool
  /// (I − a)⁻¹; nil where it has none.
  let system: SmallEconomy?
  /// Output of the others for a unit of each of K, by member.
  private let suppliers: [[Double]]

  /// Right-hand sides of the system.
  static func solves(_ members: [Int]) -> Int { members.count + 1 }

  /// `economy`: of the table, with the inputs of `members` cut.
  init(
    _ economy: Economy, _ table: borrowing InputOutputTable, _ members: [Int], _ finalDemand: [Double]
  ) throws(EstimationError) {
    guard let output = economy.output else { throw .noOutput(table: table.metadata.title) }
    var sides: [[Double]] = []
    for member in members { sides.append(table.recipe(of: member, output)) }
    let answers = try economy.solve(sides + [finalDemand], .output)
    let recipes = Array(answers.dropLast())
    let reduced = members.map { i in recipes.map { $0[i] } }
    demand = members.map { answers[recipes.count][$0] }
    suppliers = recipes.map { recipe in
      var others = recipe
      for i in members { others[i] = 0 }
      return others
    }
    self.members = members
    coefficients = reduced
    let left = Self.contents(table.deficits(output), members, suppliers)
    deficits = left
    let isNonNegative = left.allSatisfy { $0 >= 0 } && reduced.allSatisfy { $0.allSatisfy { $0 >= 0 } }
    self.isNonNegative = isNonNegative
    system = SmallEconomy(reduced, deficits: left, isNonNegative: isNonNegative)
  }

  /// c_K + c_R N A_RK for a row c of the table: what a unit of each of K contains of it that no other of K adds.
  func contents(_ row: [Double]) -> [Double] { Self.contents(row, members, suppliers) }

  private static func contents(_ row: [Double], _ members: [Int], _ suppliers: [[Double]]) -> [Double] {
    zip(members, suppliers).map { member, others in
      var sum = CompensatedSum<Double>()
      sum.add(row[member])
      for i in others.indices { sum.add(row[i] * others[i]) }
      return sum.value
    }
  }
}
