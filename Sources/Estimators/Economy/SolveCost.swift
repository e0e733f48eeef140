import Solvers

/// What an estimate cost and how good its solves are.
public struct SolveCost: Sendable {
  /// Right-hand sides solved for, both orientations together.
  public private(set) var solves = 0
  /// One for each call, in order.
  public private(set) var reports: [SolveReport] = []

  public init() {}

  public mutating func add(_ report: SolveReport) {
    solves += report.rightHandSides
    reports.append(report)
  }

  public mutating func add(_ other: SolveCost) {
    solves += other.solves
    reports += other.reports
  }

  func adding(_ other: SolveCost) -> SolveCost {
    var sum = self
    sum.add(other)
    return sum
  }

  /// The worst of all; 0 without a solve.
  public var largestScaledResidual: Double { reports.map(\.errors.scaledResidual).max() ?? 0 }
}
