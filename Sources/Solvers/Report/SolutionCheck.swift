import MatrixCore

/// Success is confirmed by what was measured, never by the absence of an error from a method.
struct SolutionCheck {
  private let coefficients: any CoefficientOperator

  init(_ coefficients: any CoefficientOperator) { self.coefficients = coefficients }

  /// Errors: an answer that is not finite, not a solution, or shows that the table is not productive.
  func check(_ x: MatrixView<Double>, y: MatrixView<Double>, errors: ErrorMeasures) throws(SolverError) {
    if let (row, _) = x.firstNonFinite() { throw .notFinite(sector: coefficients.sectors[row]) }
    if errors.isOverflow { throw .checkOverflows }
    guard errors.scaledResidual < 16 else { throw .residualTooLarge(scaled: errors.scaledResidual) }
    guard coefficients.facts.isNonNegative else { return }
    for j in 0..<x.columns where (0..<x.rows).allSatisfy({ y[$0, j] >= 0 }) { try checkSign(x.column(j)) }
  }

  /// The same for the columns of an inverse, whose right-hand sides are unit vectors.
  func checkInverse(_ inverse: MatrixView<Double>) throws(SolverError) {
    guard coefficients.facts.isNonNegative else { return }
    for j in 0..<inverse.columns { try checkSign(inverse.column(j)) }
  }

  /// With A ≥ 0 and y ≥ 0 a productive table has x ≥ y; negative output beyond rounding means spectral radius ≥ 1.
  private func checkSign(_ x: Span<Double>) throws(SolverError) {
    var (smallest, largest, position) = (0.0, 0.0, 0)
    for i in x.indices {
      largest = max(largest, abs(x[i]))
      if x[i] < smallest { (smallest, position) = (x[i], i) }
    }
    let rounding = Double(coefficients.count) * .ulpOfOne * largest
    if smallest < -rounding { throw .notProductive(sector: coefficients.sectors[position], value: smallest) }
  }
}
