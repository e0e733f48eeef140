import Kernels
import MatrixCore

/// Measures the residual of answers on the original coefficients, in scratch memory of its own.
struct ResidualCheck: ~Copyable {
  /// R = Y − (I − A) X of the last measurement, n × m.
  var residual: Matrix<Double>
  /// The componentwise backward error of every column in the last measurement; empty before.
  private(set) var columnErrors: [Double]
  /// |A||X| of the last measurement.
  private(set) var weights: Matrix<Double>
  private let engine: Engine
  private let orientation: Orientation

  /// Scratch for `columns` right-hand sides: two n × m matrices.
  init(rows: Int, columns: Int, orientation: Orientation, engine: Engine) throws(AllocationError) {
    let residual = try Matrix<Double>(rows: rows, columns: columns, layout: .columnMajor)
    let weights = try Matrix<Double>(rows: rows, columns: columns, layout: .columnMajor)
    self.residual = residual
    self.weights = weights
    columnErrors = []
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
    let shares = Self.shares(coefficients)
    var figures = Self.form(&residual, x, y, product: weights, shares, on: engine)
    if !(coefficients.facts.isNonNegative && figures.allSatisfy(\.isNonNegative)) {
      guard try absoluteProduct(coefficients, x, allows) else { return nil }
      figures = engine.residualFigures(residual.view, x, y, weights: weights.view, shares: shares)
    }
    let norm = coefficients.facts.norm(orientation)
    columnErrors = figures.map { $0.residual.isFinite ? $0.relative : .nan }
    return figures.reduce(into: ErrorMeasures()) {
      $0.formMaximum(ErrorMeasures($1, norm: norm, sectors: coefficients.count))
    }
  }

  private static func form(
    _ residual: inout Matrix<Double>, _ x: MatrixView<Double>, _ y: MatrixView<Double>, product: borrowing Matrix<Double>,
    _ shares: [Double], on engine: Engine
  ) -> [ResidualFigures] {
    var target = residual.mutableView
    return engine.formResidual(x, y, product: product.view, shares: shares, into: &target)
  }

  /// What makes |A||X| on the diagonal |I − A||X|.
  static func shares(_ coefficients: any CoefficientOperator) -> [Double] {
    coefficients.diagonal.map { abs(1 - $0) - abs($0) }
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
}
