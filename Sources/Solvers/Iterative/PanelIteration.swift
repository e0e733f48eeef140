import Kernels
import MatrixCore

/// The solution of one panel of right-hand sides: inner iterations on A as it is stored for them, corrected with residuals
/// of the coefficients themselves.
struct PanelIteration {
  let solver: IterativeSolver
  let coefficients: any CoefficientOperator
  let single: SingleMatrix?
  let splitting: Splitting
  let engine: Engine
  let monitor: WorkMonitor
  private let told = ToldFraction()

  init(
    solver: IterativeSolver, coefficients: any CoefficientOperator, single: SingleMatrix?, splitting: Splitting,
    engine: Engine, monitor: WorkMonitor
  ) {
    self.solver = solver
    self.coefficients = coefficients
    self.single = single
    self.splitting = splitting
    self.engine = engine
    self.monitor = monitor
  }

  /// Corrections that are made at most. Each halves one of two errors, some fifty times at most, or is one of the last.
  static let mostCorrections = 120

  /// What the residual itself is measured to: an answer that does not get better any more is good enough at this level.
  private var roundingLevel: Double {
    max(tolerance, 4 * .ulpOfOne * Double(max(1, coefficients.count)).squareRoot())
  }

  /// Of few sectors more is asked: the scaled residual counts them.
  var tolerance: Double { min(solver.tolerance, 4 * .ulpOfOne * Double(max(1, coefficients.count))) }

  /// X, zero or a start, becomes the solution. Errors: the iteration does not get there, memory, a monitor that stops; X is then
  /// what was reached.
  func iterate(
    _ right: borrowing Matrix<Double>, _ x: inout Matrix<Double>, isStarted: Bool, _ state: inout PanelState,
    _ answer: inout IterationAnswer, _ record: inout IterationRecord
  ) throws(SolverError) {
    let y = right.view
    var check = try SolverError.allocating { () throws(AllocationError) in
      try ResidualCheck(rows: y.rows, columns: y.columns, orientation: splitting.orientation, engine: engine)
    }
    var space = try SolverError.allocating { () throws(AllocationError) in
      try isShared(y.columns) ? SharedSpace(rows: y.rows, columns: y.columns, on: engine) : .closed(on: engine)
    }
    var unreached = UnreachedOutput(mayHold: isStarted || space.isOpen)
    if isStarted {
      let errors = try begin(&x, &check, right, &state)
      answer.began(errors)
      guard tell(errors.componentwiseBackwardError) else { throw .stopped }
      if errors.componentwiseBackwardError <= tolerance { return try finish(x, y, errors, &record) }
      try unreached.look(errors, y: y, coefficients, splitting.orientation, on: engine, allows: keepsOn)
    } else {
      check.take(y)
    }
    for _ in 0..<Self.mostCorrections {
      // Columns that are done are left alone: what they leave is rounding, and no direction comes from it.
      let isDone = check.columnErrors.map { $0 <= tolerance }
      try correct(&x, check.residual, isDone, &space, &state)
      unreached.clear(&x)
      let errors = try measure(&check, x, y)
      state.residualPasses += 1
      let backward = errors.componentwiseBackwardError
      answer.corrected(x, errors)
      guard tell(backward) else { throw .stopped }
      if backward <= tolerance { return try finish(x, y, errors, &record) }
      if try state.judge(errors, solver, floor: roundingLevel, &space) { return try finish(x, y, errors, &record) }
      try unreached.look(errors, y: y, coefficients, splitting.orientation, on: engine, allows: keepsOn)
      // What all but the smallest sectors leave is rounding then.
      if errors.backwardError <= roundingLevel { check.leaveOut(upTo: 0.5 * tolerance, coefficients, x: x.view, y: y) }
    }
    throw .notConverged(method: solver.name, passes: state.passes, backwardError: state.backward)
  }

  func measure(
    _ check: inout ResidualCheck, _ x: borrowing Matrix<Double>, _ y: MatrixView<Double>
  ) throws(SolverError) -> ErrorMeasures {
    let errors: ErrorMeasures?
    do { errors = try check.measure(coefficients, x: x.view, y: y, allows: keepsOn) } catch { throw .allocation(error) }
    guard let errors else { throw .stopped }
    if errors.isOverflow { try refuseOverflow(x.view, y) }
    return errors
  }

  /// Output is 1/eps times demand at most where I − A is not singular to working precision: of demand up to this it is a
  /// number that a computer holds.
  private static let mostDemand = Double.greatestFiniteMagnitude * .ulpOfOne

  /// A column that is not finite for less demand has run away; another method may know more of it.
  private func refuseOverflow(_ x: MatrixView<Double>, _ y: MatrixView<Double>) throws(SolverError) {
    guard x.firstNonFinite() != nil else { throw .checkOverflows }
    for j in 0..<x.columns {
      let (output, demand) = (x.column(j), y.column(j))
      guard let row = output.indices.first(where: { !output[$0].isFinite }) else { continue }
      for i in demand.indices where abs(demand[i]) > Self.mostDemand { throw .notFinite(sector: coefficients.sectors[row]) }
    }
  }

  private func finish(
    _ x: borrowing Matrix<Double>, _ y: MatrixView<Double>, _ errors: ErrorMeasures, _ record: inout IterationRecord
  ) throws(SolverError) {
    try SolutionCheck(coefficients).check(x.view, y: y, errors: errors)
    record.errors.formMaximum(errors)
  }

  /// The progress of an iteration is that of the exponent of its error.
  private func tell(_ backward: Double) -> Bool {
    let exponents = (Double(max(backward, tolerance).exponent), Double(min(tolerance, 0.5).exponent))
    told.fraction = max(told.fraction, min(exponents.0 / exponents.1, 1))
    return keepsOn()
  }

  /// Between passes only the wish to stop is asked for; the error is not known.
  func keepsOn() -> Bool { monitor.allows(told.fraction) }
}

/// The fraction of the work last told, which may not fall.
private final class ToldFraction {
  var fraction = 0.0
}

extension SolverError {
  /// What is made, its errors those of solvers.
  static func allocating<Made: ~Copyable>(_ make: () throws(AllocationError) -> Made) throws(SolverError) -> Made {
    do { return try make() } catch { throw .allocation(error) }
  }
}

extension ResidualCheck {
  /// X = 0 leaves all of Y.
  fileprivate mutating func take(_ y: MatrixView<Double>) {
    var target = residual.mutableView
    target.copy(y)
  }
}
