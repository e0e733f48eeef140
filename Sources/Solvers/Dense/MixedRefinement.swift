import Kernels
import MatrixCore

/// Refinement of a panel of right-hand sides: residuals in double precision, corrections in single precision.
struct MixedRefinement: ~Copyable {
  /// Steps before giving up, as in LAPACK's dsgesv. Those that are needed halve the residual at least: 30 of them gain the
  /// nine digits between the two precisions.
  static let mostSteps = 30

  private let coefficients: any CoefficientOperator
  private let orientation: Orientation
  private var check: ResidualCheck
  private var sides: Matrix<Float>
  private var scales: [Double]

  init(
    _ coefficients: any CoefficientOperator, columns: Int, orientation: Orientation, engine: Engine
  ) throws(AllocationError) {
    let n = coefficients.count
    let check = try ResidualCheck(rows: n, columns: columns, orientation: orientation, engine: engine)
    let sides = try Matrix<Float>(rows: n, columns: columns, layout: .columnMajor)
    self.check = check
    self.sides = sides
    self.coefficients = coefficients
    self.orientation = orientation
    scales = [Double](repeating: 1, count: columns)
  }

  /// X ← the solution for Y, until its backward errors are at the level of rounding or fall no more.
  ///
  /// Both must get there: in units far apart a small normwise error says nothing of the components in the smaller ones.
  @_lifetime(x: copy x)
  mutating func solve(
    _ y: MatrixView<Double>, by factors: borrowing MixedFactors, into x: inout MutableMatrixView<Double>
  ) throws(AllocationError) -> MixedOutcome {
    x.fill(0)
    Self.copy(y, into: &check.residual)
    correct(&x, factors)
    var outcome = MixedOutcome(errors: try check.measure(coefficients, x: x.view, y: y))
    while !isAccurate(outcome.errors) {
      guard outcome.steps < Self.mostSteps, outcome.errors.backwardError.isFinite else { break }
      let before = outcome.errors
      correct(&x, factors)
      outcome.errors = try check.measure(coefficients, x: x.view, y: y)
      outcome.steps += 1
      let (old, new) =
        isSolved(outcome.errors)
        ? (before.componentwiseBackwardError, outcome.errors.componentwiseBackwardError)
        : (before.backwardError, outcome.errors.backwardError)
      guard new <= old / 2 else { break }
    }
    outcome.failure = failure(of: outcome)
    return outcome
  }

  private func failure(of outcome: MixedOutcome) -> String? {
    guard outcome.errors.backwardError.isFinite else { return "the solution is not finite in single precision" }
    guard isSolved(outcome.errors) else {
      return
        "after \(outcome.steps) steps of refinement the backward error is \(outcome.errors.backwardError) and falls no more"
    }
    let componentwise = outcome.errors.componentwiseBackwardError
    // Oettli and Prager's error of a method that is backward stable component by component.
    guard !(componentwise <= Double(max(4, coefficients.count + 1)) * .ulpOfOne) else { return nil }
    return "after \(outcome.steps) steps of refinement the componentwise backward error is \(componentwise) and falls no more"
  }

  /// ‖r‖∞ ≤ √n u (‖M‖∞‖x‖∞ + ‖y‖∞): the rule of dsgesv, no tighter than a few roundings for few sectors.
  private func isSolved(_ errors: ErrorMeasures) -> Bool {
    errors.backwardError <= max(Double(coefficients.count).squareRoot() * Double.unitRoundoff, 2 * .ulpOfOne)
  }

  private func isAccurate(_ errors: ErrorMeasures) -> Bool {
    isSolved(errors) && errors.componentwiseBackwardError <= 4 * .ulpOfOne
  }

  private static func copy(_ source: MatrixView<Double>, into target: inout Matrix<Double>) {
    var view = target.mutableView
    view.copy(source)
  }

  /// X ← X + the solution for the residual. Columns are brought to the size of one by powers of two.
  @_lifetime(x: copy x)
  private mutating func correct(_ x: inout MutableMatrixView<Double>, _ factors: borrowing MixedFactors) {
    Self.narrow(check.residual, into: &sides, &scales)
    Self.solve(&sides, factors, orientation)
    for j in 0..<x.columns { Self.add(sides.view.column(j), times: scales[j], to: &x, column: j) }
  }

  private static func solve(_ sides: inout Matrix<Float>, _ factors: borrowing MixedFactors, _ orientation: Orientation) {
    var target = sides.mutableView
    factors.solve(orientation, &target)
  }

  private static func narrow(_ residual: borrowing Matrix<Double>, into sides: inout Matrix<Float>, _ scales: inout [Double]) {
    var target = sides.mutableView
    for j in scales.indices {
      let source = residual.view.column(j)
      scales[j] = scale(source)
      let inverse = 1 / scales[j]
      var side = target.column(j)
      for i in source.indices { side[i] = Float(source[i] * inverse) }
    }
  }

  @_lifetime(x: copy x)
  private static func add(_ correction: Span<Float>, times scale: Double, to x: inout MutableMatrixView<Double>, column j: Int) {
    var column = x.column(j)
    for i in correction.indices { column[i] += Double(correction[i]) * scale }
  }

  /// The power of two just below the largest magnitude, within the range in which its inverse exists.
  private static func scale(_ column: Span<Double>) -> Double {
    var largest = 0.0
    for i in column.indices { largest = max(largest, abs(column[i])) }
    guard largest > 0, largest.isFinite else { return 1 }
    return Double(sign: .plus, exponent: min(max(Int(largest.exponent), -1000), 1000), significand: 1)
  }
}
