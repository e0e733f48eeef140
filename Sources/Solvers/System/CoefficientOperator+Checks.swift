import MatrixCore

extension CoefficientOperator {
  /// Refuses right-hand sides that do not fit A or are not finite. Cost: one look at each.
  func check(rightHandSides y: MatrixView<Double>) throws(SolverError) {
    guard y.rows == count else { throw .rightHandSideShape(expected: count, found: y.rows) }
    if let (row, column) = y.firstNonFinite() { throw .rightHandSideNotFinite(row: row, column: column) }
  }

  /// Refuses an X to begin with that is not as large as the answer or is not finite. Cost: one look at each.
  func check(start x: MatrixView<Double>, columns m: Int) throws(SolverError) {
    guard x.rows == count, x.columns == m else { throw .startShape(expected: [count, m], found: [x.rows, x.columns]) }
    if let (row, column) = x.firstNonFinite() { throw .startNotFinite(row: row, column: column) }
  }
}
