import Kernels
import MatrixCore

/// Confirms a Leontief inverse by what is measured of it.
struct InverseCheck {
  let coefficients: any CoefficientOperator
  let engine: Engine

  /// The residual is measured in panels, whose "answers" here are unit vectors; a library's own panel is one more.
  static func bytes(sectors n: Int) -> Int {
    let width = min(n, DenseLUFactorization.panelWidth)
    return MemoryBudget.sum(
      DenseLUSolver.panelBytes(sectors: n, rightHandSides: width), MemoryBudget.bytes(rows: n, columns: width))
  }

  /// The errors of (I − A) L = I. Cost: 2n³ flops.
  ///
  /// Errors: an L that is not finite, not an inverse, or shows that the table is not productive; memory; `.stopped`.
  func measure(_ inverse: MatrixView<Double>, _ monitor: WorkMonitor) throws(SolverError) -> ErrorMeasures {
    if let (row, _) = inverse.firstNonFinite() { throw .notFinite(sector: coefficients.sectors[row]) }
    try SolutionCheck(coefficients).checkInverse(inverse)
    var errors = ErrorMeasures()
    let n = coefficients.count
    for first in stride(from: 0, to: n, by: DenseLUFactorization.panelWidth) {
      let columns = first..<min(first + DenseLUFactorization.panelWidth, n)
      do { errors.formMaximum(try measure(inverse, columns)) } catch { throw .allocation(error) }
      guard monitor.allows(Double(columns.upperBound) / Double(n)) else { throw .stopped }
    }
    if errors.isOverflow { throw .checkOverflows }
    guard errors.scaledResidual < 16 else { throw .residualTooLarge(scaled: errors.scaledResidual) }
    return errors
  }

  private func measure(_ inverse: MatrixView<Double>, _ columns: Range<Int>) throws(AllocationError) -> ErrorMeasures {
    let n = coefficients.count
    var unit = try Matrix<Double>(rows: n, columns: columns.count, layout: .columnMajor)
    for j in columns { unit[j, j - columns.lowerBound] = 1 }
    var check = try ResidualCheck(rows: n, columns: columns.count, orientation: .output, engine: engine)
    return try check.measure(coefficients, x: inverse.window(rows: 0..<n, columns: columns), y: unit.view)
  }
}
