import MatrixCore
import Solvers
import Tables

/// The system on which a study's terms are defined, with what a decomposition asks of it: the merged table, or the table with the
/// digital sectors apart, by the study's method.
struct DigitalSystem {
  let flows: ValueAddedFlows
  let isDigital: [Bool]

  /// Right-hand sides of a pair of years.
  static let solves = 4

  /// Cost: that of preparing an economy. Errors: `EstimationError`.
  init(_ table: borrowing InputOutputTable, _ file: StudyFile, _ settings: EstimationSettings) throws(EstimationError) {
    if file.study.splits.isEmpty {
      try self.init(split: table, file, settings)
    } else {
      try self.init(split: table.split(by: file, settings), file, settings.holding(table.allocatedBytes))
    }
  }

  private init(
    split table: borrowing InputOutputTable, _ file: StudyFile, _ settings: EstimationSettings
  ) throws(EstimationError) {
    let digital = try StudyResolution(file, among: table.sectors).digital
    switch file.study.method {
    case .aggregated:
      let merged = try table.merging(digital, settings)
      flows = try ValueAddedFlows(Economy(merged, rightHandSides: Self.solves, settings.holding(table.allocatedBytes)))
      isDigital = (0..<merged.sectorCount).map { $0 == 0 }
    case .block:
      flows = try ValueAddedFlows(Economy(table, rightHandSides: Self.solves, settings))
      let members = Set(digital)
      isDigital = (0..<table.sectorCount).map(members.contains)
    }
  }

  /// What every sector produces for the final use of digital products, and of the others, of a demand.
  func responses(to demand: [Double]) throws(EstimationError) -> (digital: [Double], others: [Double]) {
    let parts = [zip(demand, isDigital).map { $1 ? $0 : 0 }, zip(demand, isDigital).map { $1 ? 0 : $0 }]
    let solved = try flows.economy.solve(parts, .output)
    return (solved[0], solved[1])
  }
}
