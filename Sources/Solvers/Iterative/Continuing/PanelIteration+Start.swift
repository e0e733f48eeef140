import MatrixCore

// What an iteration begins with: nothing, or an X of which nothing is known.
extension PanelIteration {
  /// Solves for the answer's current columns, from what it begins with.
  func solve(
    _ given: MatrixView<Double>, _ answer: inout IterationAnswer, _ record: inout IterationRecord
  ) throws(SolverError) {
    // Its columns are read again and again, and may lie across memory.
    let right = try SolverError.allocating { () throws(AllocationError) in try Matrix(copying: given, layout: .columnMajor) }
    var x = try SolverError.allocating { () throws(AllocationError) in try answer.panel() }
    do throws(SolverError) {
      try solve(right, &x, &answer, &record)
    } catch {
      if case .stopped = error { answer.stopped(x) }
      throw error
    }
    answer.take(x)
  }

  /// A start that leads nowhere is left for zero: it may have cost time, and not more. One from which something was gained
  /// until no passes were left is kept.
  private func solve(
    _ right: borrowing Matrix<Double>, _ x: inout Matrix<Double>, _ answer: inout IterationAnswer,
    _ record: inout IterationRecord
  ) throws(SolverError) {
    let isStarted = x.maxima.contains { $0 != 0 }
    do throws(SolverError) {
      return try iterate(right, &x, isStarted: isStarted, &answer, &record)
    } catch {
      guard isStarted, error.mayComeFromTheStart, !ranOutOfPasses(error, since: answer.startError) else { throw error }
    }
    answer.beginAnew()
    for j in 0..<x.columns { x.clear(column: j) }
    try iterate(right, &x, isStarted: false, &answer, &record)
  }

  /// Whether all passes are used up, nearer to the end than at the start.
  private func ranOutOfPasses(_ error: SolverError, since start: Double?) -> Bool {
    guard case .notConverged(_, let passes, let best) = error, let start else { return false }
    return passes >= solver.mostPasses && best < start
  }

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
    case .notConverged, .notFinite, .notProductive, .residualTooLarge, .checkOverflows: true
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
