import MatrixCore

// What an iteration begins with: nothing, or an X of which nothing is known.
extension PanelIteration {
  /// From a start that leaves this share of a component or more, and more than all of Y, zero is nearer.
  private static let worthless = 0.5

  /// Measures what the start leaves. Columns that leave more than zero does are set to it.
  func begin(
    _ x: inout Matrix<Double>, _ check: inout ResidualCheck, _ right: borrowing Matrix<Double>, _ state: inout PanelState
  ) throws(SolverError) -> ErrorMeasures {
    let errors = try measure(&check, x, right.view)
    state.residualPasses += 1
    if errors.componentwiseBackwardError <= tolerance { return errors }
    let (left, all) = (check.residual.maxima, right.maxima)
    // NaN is worthless, too.
    let cleared = left.indices.filter { !(left[$0] <= all[$0] || check.columnErrors[$0] < Self.worthless) }
    for j in cleared {
      x.clear(column: j)
      check.residual.copy(right, column: j)
    }
    if cleared.isEmpty { state.begin(errors) }
    return errors
  }
}

extension SolverError {
  /// Whether an iteration may end so for where it began: all that is wrong with its answer, and nothing of the outside.
  var mayComeFromTheStart: Bool {
    switch self {
    case .notConverged, .notFinite, .notProductive, .residualTooLarge: true
    default: false
    }
  }
}

extension Matrix<Double> {
  mutating func clear(column j: Int) {
    for i in 0..<rows { self[i, j] = 0 }
  }

  fileprivate mutating func copy(_ other: borrowing Matrix<Double>, column j: Int) {
    for i in 0..<rows { self[i, j] = other[i, j] }
  }
}
