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

  /// From this many columns on, arithmetic and not memory bounds a pass, and single precision doubles its speed.
  static let manyColumns = 12
  /// What one inner iteration gains at most: single storage knows A to 6e-8, single arithmetic to less.
  static let gain = (double: 1e-14, single: 2e-7, singleArithmetic: 2e-6)
  /// Corrections that are made at most; each gains orders of magnitude or is the last.
  static let mostCorrections = 40
  /// Beyond this share of the residual left by a pass, GMRES needs fewer passes.
  static let slowest = 0.5

  /// What the residual itself is measured to: an answer that does not get better any more is good enough at this level.
  private var roundingLevel: Double {
    max(tolerance, 4 * .ulpOfOne * Double(max(1, coefficients.count)).squareRoot())
  }

  /// Of few sectors more is asked: the scaled residual counts them.
  private var tolerance: Double {
    min(solver.tolerance, 4 * .ulpOfOne * Double(max(1, coefficients.count)))
  }

  func solve(_ y: MatrixView<Double>, _ record: inout IterationRecord) throws(SolverError) -> Matrix<Double> {
    do {
      return try correct(y, &record)
    } catch let error as AllocationError { throw .allocation(error) } catch let error as SolverError { throw error } catch {
      preconditionFailure("unexpected error: \(error)")
    }
  }

  private func correct(_ y: MatrixView<Double>, _ record: inout IterationRecord) throws -> Matrix<Double> {
    var state = PanelState(method: solver.method)
    var x = try Matrix<Double>(rows: y.rows, columns: y.columns, layout: .columnMajor)
    var residual = try Matrix(copying: y, layout: .columnMajor)
    var check = try ResidualCheck(
      rows: y.rows, columns: y.columns, orientation: splitting.orientation, engine: engine)
    for _ in 0..<Self.mostCorrections {
      // Powers of two: scaling loses nothing.
      let scales = residual.maxima.map { max($0.binade, 0) }
      residual.scale(scales.map { $0 > 0 ? 1 / $0 : 0 })
      let correction = try inner(residual, &state)
      x.add(scales, correction)
      guard let errors = try check.measure(coefficients, x: x.view, y: y, allows: keepsOn) else { throw SolverError.stopped }
      state.residualPasses += 1
      let backward = errors.componentwiseBackwardError
      guard tell(backward) else { throw SolverError.stopped }
      if backward <= tolerance { return try finish(x, y, errors, state, &record) }
      if try state.judge(errors, solver, floor: roundingLevel) { return try finish(x, y, errors, state, &record) }
      residual = try Matrix(copying: check.residual.view, layout: .columnMajor)
    }
    throw SolverError.notConverged(method: solver.name, passes: state.passes, backwardError: state.backward)
  }

  private func finish(
    _ x: consuming Matrix<Double>, _ y: MatrixView<Double>, _ errors: ErrorMeasures, _ state: PanelState,
    _ record: inout IterationRecord
  ) throws(SolverError) -> Matrix<Double> {
    try SolutionCheck(coefficients).check(x.view, y: y, errors: errors)
    let inner = Double(single?.allocatedBytes ?? coefficients.bytesPerPass)
    record.usedGMRES = record.usedGMRES || state.method == .gmres
    record.add(
      passes: state.passes + state.residualPasses, columns: x.columns,
      bytes: Double(state.passes) * inner + Double(state.residualPasses) * Double(coefficients.bytesPerPass), errors: errors)
    return x
  }

  /// The progress of an iteration is that of the exponent of its error.
  private func tell(_ backward: Double) -> Bool {
    let exponents = (Double(max(backward, tolerance).exponent), Double(min(tolerance, 0.5).exponent))
    told.fraction = max(told.fraction, min(exponents.0 / exponents.1, 1))
    return keepsOn()
  }

  /// An approximate solution of (I − A) D = R for residuals of size one. D = R to begin with: the first pass then sees all
  /// that is asked for, and not only of the regions before.
  private func inner(_ r: borrowing Matrix<Double>, _ state: inout PanelState) throws -> Matrix<Double> {
    // The last correction need not gain more than what is missing.
    let missing = 0.5 * tolerance / state.backward
    if let single, r.columns >= Self.manyColumns, [.stationary, .gmres].contains(state.method) {
      return try innerInSingleArithmetic(r, single, max(Self.gain.singleArithmetic, missing), &state)
    }
    if let single {
      var sweep = try Sweep(
        SingleSweepMatrix(single: single), splitting, sectors: r.rows, columns: r.columns, on: engine)
      return try iterate(&sweep, r, max(Self.gain.single, missing), &state)
    }
    var sweep = try Sweep(
      DoubleSweepMatrix(coefficients: coefficients), splitting, sectors: r.rows, columns: r.columns, on: engine)
    return try iterate(&sweep, r, max(Self.gain.double, missing), &state)
  }

  private func iterate<Stored: SweepMatrix>(
    _ sweep: inout Sweep<Stored>, _ r: borrowing Matrix<Double>, _ tolerance: Double, _ state: inout PanelState
  ) throws -> Matrix<Double> where Stored.Scalar == Double {
    var d = try Matrix(copying: r.view, layout: .columnMajor)
    defer { state.passes += sweep.passes }
    let most = solver.mostPasses - state.passes
    let outcome: InnerOutcome
    switch state.method {
    case .stationary:
      outcome = try StationaryIteration.run(&sweep, &d, r, target(r, tolerance, most), allows: keepsOn)
    case .gmres:
      outcome = try GMRESIteration.run(&sweep, &d, r, relative: tolerance, mostPasses: most, on: engine, allows: keepsOn)
    case .bicgstab:
      outcome = try BiCGSTABIteration.run(&sweep, &d, r, relative: tolerance, mostPasses: most, allows: keepsOn)
    case .chebyshev:
      outcome = try ChebyshevIteration.run(&sweep, &d, r, relative: tolerance, mostPasses: most, allows: keepsOn)
    }
    try state.take(outcome, solver)
    return d
  }

  private func innerInSingleArithmetic(
    _ r: borrowing Matrix<Double>, _ single: SingleMatrix, _ tolerance: Double, _ state: inout PanelState
  ) throws -> Matrix<Double> {
    var sweep = try Sweep(
      SingleArithmeticSweepMatrix(single: single), splitting, sectors: r.rows, columns: r.columns, on: engine)
    let narrow = try r.converted(to: Float.self)
    var d = try Matrix(copying: narrow.view, layout: .columnMajor)
    let most = solver.mostPasses - state.passes
    let outcome =
      state.method == .gmres
      ? try GMRESIteration.run(
        &sweep, &d, narrow, relative: tolerance, mostPasses: most, on: engine, allows: keepsOn)
      : try StationaryIteration.run(&sweep, &d, narrow, target(r, tolerance, most), allows: keepsOn)
    state.passes += sweep.passes
    try state.take(outcome, solver)
    return try d.converted(to: Double.self)
  }

  private func target(_ r: borrowing Matrix<Double>, _ tolerance: Double, _ most: Int) -> InnerTarget {
    // Neumann's series is asked for by those who want it, however slow.
    InnerTarget(
      residuals: r.maxima.map { tolerance * $0 }, mostPasses: most,
      slowest: solver.preconditioner == .none ? 0.9999 : Self.slowest, patience: solver.preconditioner == .none ? 200 : 2)
  }

  /// Between passes only the wish to stop is asked for; the error is not known.
  private func keepsOn() -> Bool { monitor.allows(told.fraction) }
}

/// The fraction of the work last told, which may not fall.
private final class ToldFraction {
  var fraction = 0.0
}
