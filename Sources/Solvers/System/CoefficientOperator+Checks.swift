import MatrixCore

extension CoefficientOperator {
  /// Refuses right-hand sides that do not fit A or are not finite. Cost: one look at each.
  func check(rightHandSides y: MatrixView<Double>) throws(SolverError) {
    guard y.rows == count else { throw .rightHandSideShape(expected: count, found: y.rows) }
    if let (row, column) = y.firstNonFinite() { throw .rightHandSideNotFinite(row: row, column: column) }
  }
}
