import Tables

/// Output multipliers of a study's digital sectors: each by itself, and all of them as a group against the others.
public struct DigitalMultipliers: Sendable, Equatable {
  public struct Sector: Sendable, Equatable {
    public var sector: SectorLabel
    public var multiplier: Double
  }

  /// In the order of the table, after splitting.
  public var sectors: [Sector]
  /// By each weight in use.
  public var groups: [GroupMultiplier]
}

extension MultiplierEstimator {
  /// Cost: the table's system and a solve; the two small systems of `GroupMultipliers`. `file` names no definition any more.
  func digital(
    _ table: borrowing InputOutputTable, study file: StudyFile, _ cost: inout SolveCost
  ) throws(EstimationError) -> DigitalMultipliers {
    guard file.study.splits.isEmpty else {
      let split = try table.split(by: file, settings)
      return try digital(split: split, file, settings.holding(table.allocatedBytes), &cost)
    }
    return try digital(split: table, file, settings, &cost)
  }

  private func digital(
    split table: borrowing InputOutputTable, _ file: StudyFile, _ settings: EstimationSettings, _ cost: inout SolveCost
  ) throws(EstimationError) -> DigitalMultipliers {
    let members = try StudyResolution(file, among: table.sectors).digital
    let economy = try Economy(table, rightHandSides: 1, settings.watched(0...0.5))
    let multipliers = try economy.contents(of: [[Double](repeating: 1, count: economy.sectorCount)])[0]
    cost.add(economy.cost)
    let beside = settings.beside(table, economy).watched(0.5...1)
    let groups = try GroupMultipliers(beside).estimate(table, members, multipliers, &cost)
    return DigitalMultipliers(
      sectors: members.map { DigitalMultipliers.Sector(sector: table.sectors[$0], multiplier: multipliers[$0]) }, groups: groups)
  }
}
