import Kernels
import MatrixCore

/// Measures the residual of answers on the original coefficients, in scratch memory of its own.
struct ResidualCheck: ~Copyable {
  /// R = Y − (I − A) X of the last measurement, n × m.
  var residual: Matrix<Double>
  private var weights: Matrix<Double>
  private let engine: Engine
  private let orientation: Orientation

  /// Scratch for `columns` right-hand sides: two n × m matrices.
  init(rows: Int, columns: Int, orientation: Orientation, engine: Engine) throws(AllocationError) {
    let residual = try Matrix<Double>(rows: rows, columns: columns, layout: .columnMajor)
    let weights = try Matrix<Double>(rows: rows, columns: columns, layout: .columnMajor)
    self.residual = residual
    self.weights = weights
    self.orientation = orientation
    self.engine = engine
  }

  /// R ← Y − (I − A) X (or its transpose) and the error measures of the worst column.
  ///
  /// Cost: one product with A; a second with |A| unless A and X are non-negative. Errors: memory for the second.
  mutating func measure(
    _ coefficients: any CoefficientOperator, x: MatrixView<Double>, y: MatrixView<Double>
  ) throws(AllocationError) -> ErrorMeasures {
    guard let errors = try measure(coefficients, x: x, y: y, allows: { true }) else {
      preconditionFailure("a measurement stopped that nobody watched")
    }
    return errors
  }

  /// The same, where passes may take long; nil when `allows`, asked between parts of them, stops it.
  mutating func measure(
    _ coefficients: any CoefficientOperator, x: MatrixView<Double>, y: MatrixView<Double>, allows: () -> Bool
  ) throws(AllocationError) -> ErrorMeasures? {
    guard try coefficients.form(&weights, orientation, x, on: engine, allows: allows) else { return nil }
    Self.subtract(x: x, y: y, product: weights, into: &residual)
    if !(coefficients.facts.isNonNegative && isNonNegative(x)) {
      guard try absoluteProduct(coefficients, x, allows) else { return nil }
    }
    let (norm, diagonal) = (coefficients.facts.norm(orientation), coefficients.diagonal)
    var worst = ErrorMeasures()
    for j in 0..<x.columns { worst.formMaximum(column(j, diagonal: diagonal, x: x, y: y, norm: norm)) }
    return worst
  }

  /// R ← (Y − X) + A X.
  private static func subtract(
    x: MatrixView<Double>, y: MatrixView<Double>, product: borrowing Matrix<Double>, into residual: inout Matrix<Double>
  ) {
    // y − x first: at the answer the two differ by −A x, and their sum with it is rounded once.
    for j in 0..<x.columns {
      for i in 0..<x.rows { residual[i, j] = (y[i, j] - x[i, j]) + product[i, j] }
    }
  }

  private func isNonNegative(_ x: MatrixView<Double>) -> Bool {
    for j in 0..<x.columns {
      for i in 0..<x.rows where !(x[i, j] >= 0) { return false }
    }
    return true
  }

  /// W ← |A||X|. Errors: `AllocationError` for a panel of |A| and for |X|.
  private mutating func absoluteProduct(
    _ coefficients: any CoefficientOperator, _ x: MatrixView<Double>, _ allows: () -> Bool
  ) throws(AllocationError) -> Bool {
    var sizes = try Matrix<Double>(copying: x, layout: .columnMajor)
    Self.takeMagnitudes(&sizes)
    return try coefficients.form(&weights, orientation, magnitudes: true, sizes.view, on: engine, allows: allows)
  }

  private static func takeMagnitudes(_ matrix: inout Matrix<Double>) {
    var elements = matrix.mutableElements
    for i in 0..<elements.count { elements[i] = abs(elements[i]) }
  }

  private func column(
    _ j: Int, diagonal: [Double], x: MatrixView<Double>, y: MatrixView<Double>, norm: Double
  ) -> ErrorMeasures {
    let n = x.rows
    var (largestR, largestX, largestY, componentwise) = (0.0, 0.0, 0.0, 0.0)
    for i in 0..<n {
      let r = abs(residual[i, j])
      guard r.isFinite else {
        return ErrorMeasures(residual: .nan, scaledResidual: .nan, backwardError: .nan, componentwiseBackwardError: .nan)
      }
      largestR = max(largestR, r)
      largestX = max(largestX, abs(x[i, j]))
      largestY = max(largestY, abs(y[i, j]))
      guard r > 0 else { continue }
      // |A||x| holds |a_ii||x_i|; the matrix I − A holds |1 − a_ii||x_i|.
      let weight =
        weights[i, j] + (abs(1 - diagonal[i]) - abs(diagonal[i])) * abs(x[i, j]) + abs(y[i, j])
      componentwise = max(componentwise, r / weight)
    }
    let scale = norm * largestX + largestY
    let backward = largestR == 0 ? 0 : largestR / scale
    let eps = Double.ulpOfOne
    return ErrorMeasures(
      residual: largestR, scaledResidual: n == 0 ? 0 : backward / (eps * Double(n)), backwardError: backward,
      componentwiseBackwardError: componentwise)
  }
}
