import MatrixCore

extension Economy {
  /// A x + f − x: what the rows of output x and final demand f are off. Cost: one pass over A.
  func imbalance(_ output: [Double], _ demand: [Double]) throws(EstimationError) -> [Double] {
    let sales = try product(output)
    return output.indices.map { demand[$0] + sales[$0] - output[$0] }
  }

  /// Output that meets final demand is the table's, but for what its rows are off by g: L f = x + L g. Nil for a table without
  /// output.
  ///
  /// `found`: L f. Cost: one pass over A and a solve.
  func outputCheck(
    _ name: String, _ found: [Double], meeting demand: [Double]
  ) throws(EstimationError) -> IdentityCheck? {
    guard let output else { return nil }
    let response = try self.output(meeting: imbalance(output, demand))
    let check = IdentityCheck(
      name: name, value: found.compensatedSum(), expected: output.compensatedSum(), imbalance: response.compensatedSum(),
      tolerance: IdentityCheck.rounding, scale: output.absoluteSum())
    return try amplified([check]).first
  }
}
