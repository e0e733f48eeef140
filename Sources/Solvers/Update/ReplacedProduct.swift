import Kernels
import MatrixCore

/// One product C ← α B X + β C with lines B of a matrix of which some lines are replaced.
struct ReplacedProduct {
  let base: any CoefficientOperator
  let alpha: Double
  let beta: Double
  let lines: Range<Int>
  let orientation: Orientation
  let magnitudes: Bool
  let engine: Engine

  /// `along`: replaced lines of B. `across`: replaced lines of Bᵀ, which meet every row of C.
  @_lifetime(c: copy c)
  func multiply(
    along: borrowing ReplacedLines, across: borrowing ReplacedLines, _ x: MatrixView<Double>,
    into c: inout MutableMatrixView<Double>
  ) throws(AllocationError) {
    let before = try valuesBefore(along, c.view)
    if across.positions.isEmpty {
      try multiplyBase(x, into: &c)
    } else {
      let masked = try Self.masked(x, at: across.positions)
      try multiplyBase(masked.view, into: &c)
      try across.addTransposed(alpha, lines, magnitudes: magnitudes, x, into: &c, on: engine)
    }
    try along.overwrite(alpha, lines, magnitudes: magnitudes, x, plus: before, into: &c, on: engine)
  }

  /// β C of the rows that are written anew; no rows when β is zero.
  private func valuesBefore(
    _ along: borrowing ReplacedLines, _ c: MatrixView<Double>
  ) throws(AllocationError) -> Matrix<Double> {
    guard beta != 0 else { return try Matrix(rows: 0, columns: 0) }
    var before = try c.rows(along.positions(in: lines).map { $0 - lines.lowerBound })
    for i in 0..<before.rows {
      for j in 0..<before.columns { before[i, j] *= beta }
    }
    return before
  }

  @_lifetime(c: copy c)
  private func multiplyBase(
    _ x: MatrixView<Double>, into c: inout MutableMatrixView<Double>
  ) throws(AllocationError) {
    try base.multiply(
      alpha, lines: lines, of: orientation, magnitudes: magnitudes, x, plus: beta, into: &c, on: engine)
  }

  /// X with zeros in the given rows.
  private static func masked(_ x: MatrixView<Double>, at positions: [Int]) throws(AllocationError) -> Matrix<Double> {
    var masked = try Matrix<Double>(copying: x, layout: .columnMajor)
    for j in 0..<x.columns {
      for i in positions { masked[i, j] = 0 }
    }
    return masked
  }
}
