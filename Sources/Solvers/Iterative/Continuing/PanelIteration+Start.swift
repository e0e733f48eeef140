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
    record.beginPanel()
    do throws(SolverError) {
      try solve(right, &x, &answer, &record)
    } catch {
      switch error {
      case .stopped: answer.stopped(x) { unwatched(x, right.view) }
      case .notConverged: answer.gaveUp()
      default: break
      }
      throw error
    }
    answer.solved(x)
  }

  /// The errors of an X that nobody waits for any more; nil where they cannot be told.
  private func unwatched(_ x: borrowing Matrix<Double>, _ y: MatrixView<Double>) -> ErrorMeasures? {
    do {
      var check = try ResidualCheck(rows: y.rows, columns: y.columns, orientation: splitting.orientation, engine: engine)
      let errors = try check.measure(coefficients, x: x.view, y: y)
      return errors.isOverflow ? nil : errors
    } catch { return nil }
  }

  /// A start that leads nowhere is left for zero: it may have cost time, and not more. One from which something was gained
  /// until no passes were left is kept.
  private func solve(
    _ right: borrowing Matrix<Double>, _ x: inout Matrix<Double>, _ answer: inout IterationAnswer,
    _ record: inout IterationRecord
  ) throws(SolverError) {
    let isStarted = x.maxima.contains { $0 != 0 }
    let failure: SolverError
    do throws(SolverError) {
      return try attempt(right, &x, isStarted: isStarted, &answer, &record)
    } catch {
      guard isStarted, error.mayComeFromTheStart, !(answer.isOutOfPasses && error.isNearer(than: answer.startError)) else {
        throw error
      }
      failure = error
    }
    for j in 0..<x.columns { x.clear(column: j) }
    do throws(SolverError) {
      try attempt(right, &x, isStarted: false, &answer, &record)
    } catch { throw error.adding(failure) }
  }

  /// One way from X, counted whether it gets there or not.
  private func attempt(
    _ right: borrowing Matrix<Double>, _ x: inout Matrix<Double>, isStarted: Bool, _ answer: inout IterationAnswer,
    _ record: inout IterationRecord
  ) throws(SolverError) {
    var state = PanelState(method: solver.method)
    defer {
      record.add(state, columns: right.columns)
      answer.isOutOfPasses = state.passes >= solver.mostPasses
    }
    try iterate(right, &x, isStarted: isStarted, &state, &answer, &record)
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

  /// Whether an iteration that ended so came nearer than it began.
  fileprivate func isNearer(than start: Double?) -> Bool {
    guard case .notConverged(_, _, let best) = self, let start else { return false }
    return best < start
  }

  /// An iteration that ended so after another attempt had: the passes of both, and the better error.
  fileprivate func adding(_ other: SolverError) -> SolverError {
    guard case .notConverged(let method, let passes, let best) = self,
      case .notConverged(_, let before, let bestBefore) = other
    else { return self }
    return .notConverged(method: method, passes: passes + before, backwardError: min(best, bestBefore))
  }
}

extension Matrix<Double> {
  mutating func clear(column j: Int) {
    for i in 0..<rows { self[i, j] = 0 }
  }

  mutating func clear() {
    for j in 0..<columns { clear(column: j) }
  }

  fileprivate mutating func copy(_ other: borrowing Matrix<Double>, column j: Int) {
    for i in 0..<rows { self[i, j] = other[i, j] }
  }
}
