import MatrixCore
import Solvers

extension Economy {
  /// Rows `members` of the Leontief inverse, one array a member.
  /// Cost: a transposed solve a member.
  public func inverseRows(_ members: [Int]) throws(EstimationError) -> [[Double]] {
    try units(members, .transposed)
  }

  /// Columns `members` of the Leontief inverse.
  /// Cost: a solve a member.
  public func inverseColumns(_ members: [Int]) throws(EstimationError) -> [[Double]] {
    try units(members, .output)
  }

  private func units(_ members: [Int], _ orientation: Orientation) throws(EstimationError) -> [[Double]] {
    try solve(
      members.map { member in
        var unit = [Double](repeating: 0, count: sectorCount)
        unit[member] = 1
        return unit
      }, orientation)
  }
}
