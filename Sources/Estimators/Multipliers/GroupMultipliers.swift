import Aggregation
import MatrixCore
import Tables

/// The digital sectors' output multiplier against the others', by each weight in use.
///
/// Cost: two small systems, of n − q + 1 and of two sectors, one solve each.
struct GroupMultipliers {
  let settings: EstimationSettings

  init(_ settings: EstimationSettings) { self.settings = settings }

  /// `multipliers`: output multipliers of the table's sectors.
  func estimate(
    _ table: borrowing InputOutputTable, _ digital: [Int], _ multipliers: [Double], _ cost: inout SolveCost
  ) throws(EstimationError) -> [GroupMultiplier] {
    var groups: [GroupMultiplier] = []
    if !table.demand.isEmpty { groups.append(weighted(.finalDemand, multipliers, table.totalFinalDemand, digital)) }
    if let output = table.output { groups.append(weighted(.output, multipliers, output, digital)) }
    guard table.transactionsKind == .flows else { return groups }
    let merged = try columnSums(table.merging(digital, settings), settings.watched(0...0.9), &cost)
    groups.append(GroupMultiplier(weight: .merged, digital: merged[0], other: nil, hasNegativeWeights: false))
    let two = try columnSums(table.dividing(digital, settings), settings.watched(0.9...1), &cost)
    groups.append(
      GroupMultiplier(
        weight: .twoSectors, digital: two[0], other: two.count > 1 ? two[1] : nil, hasNegativeWeights: false))
    return groups
  }

  private func weighted(
    _ weight: GroupMultiplier.Weight, _ multipliers: [Double], _ weights: [Double], _ digital: [Int]
  ) -> GroupMultiplier {
    let members = Set(digital)
    let others = weights.indices.filter { !members.contains($0) }
    return GroupMultiplier(
      weight: weight, digital: Self.mean(multipliers, weights, digital), other: Self.mean(multipliers, weights, others),
      hasNegativeWeights: weights.contains { $0 < 0 })
  }

  private static func mean(_ values: [Double], _ weights: [Double], _ members: [Int]) -> Double? {
    let total = members.lazy.map { weights[$0] }.compensatedSum()
    guard total > 0 else { return nil }
    return members.lazy.map { values[$0] * weights[$0] }.compensatedSum() / total
  }

  private func columnSums(
    _ table: consuming InputOutputTable, _ settings: EstimationSettings, _ cost: inout SolveCost
  ) throws(EstimationError) -> [Double] {
    // The merged table is counted by its economy.
    let economy = try Economy(table, rightHandSides: 1, settings)
    let sums = try economy.contents(of: [[Double](repeating: 1, count: economy.sectorCount)])[0]
    cost.add(economy.cost)
    return sums
  }
}
