import MatrixCore

extension Economy {
  /// Checks of sums that this economy's inverse went into. One that does not hold is held once more against what rounding may
  /// have become: an error of demand or inputs comes back multiplied, by the largest output multiplier at most.
  ///
  /// Multipliers are a few in usual tables, and a million where columns buy all but a millionth of their output. Cost: nothing
  /// where all checks hold; else a solve.
  func amplified(_ checks: [IdentityCheck]) throws(EstimationError) -> [IdentityCheck] {
    guard checks.contains(where: { !$0.holds }) else { return checks }
    let multipliers = try contents(of: [[Double](repeating: 1, count: sectorCount)])[0]
    return checks.map { $0.amplified(by: multipliers.maximumNorm(), sectors: sectorCount) }
  }
}
