import Kernels
import MatrixCore

// What is done about a residual: an inner iteration, as exact as its storage and arithmetic allow.
extension PanelIteration {
  /// From this many columns on, arithmetic and not memory bounds a pass. They may share a space, whose passes run in single
  /// precision at twice the speed: a vector of single precision is 16 columns wide at most.
  static let manyColumns = 12
  /// What one inner iteration gains at most: single storage knows elements of A to 6e-8, sums of them somewhat better; single
  /// arithmetic rounds residuals to as much several times a step.
  static let gain = (double: 1e-14, single: 5e-8, singleArithmetic: 3e-6)
  /// Beyond this share of the residual left by a pass, GMRES needs fewer passes.
  static let slowest = 0.5

  /// Whether right-hand sides begin with a shared space, in single arithmetic.
  func isShared(_ columns: Int) -> Bool { single != nil && solver.mayShare(columns) }

  /// X ← X + D with an approximate solution D of (I − A) D = R.
  func correct(
    _ x: inout Matrix<Double>, _ residual: borrowing Matrix<Double>, _ isDone: [Bool], _ space: inout SharedSpace,
    _ state: inout PanelState
  ) throws(SolverError) {
    // Powers of two: scaling loses nothing. The inverse of smaller ones would not be finite.
    let scales = residual.maxima.enumerated().map { j, largest in
      largest > 0 && !(j < isDone.count && isDone[j]) ? max(largest.binade, 0x1p-1000) : 0
    }
    let factors = scales.map { $0 > 0 ? 1 / $0 : 0 }
    let outcome: InnerOutcome
    do throws(AllocationError) {
      outcome =
        state.method == .gmres && space.isOpen
        ? try correctShared(&x, residual, scales, factors, &space, &state)
        : try correctAlone(&x, residual, scales, factors, &state)
    } catch { throw .allocation(error) }
    try state.take(outcome, solver)
  }

  /// The last correction need not gain more than what is missing, `share` of it for sectors smaller than others.
  private func relative(_ gain: Double, _ share: Double, _ state: PanelState) -> Double {
    max(gain, share * tolerance / state.backward)
  }

  private func correctShared(
    _ x: inout Matrix<Double>, _ residual: borrowing Matrix<Double>, _ scales: [Double], _ factors: [Double],
    _ space: inout SharedSpace, _ state: inout PanelState
  ) throws(AllocationError) -> InnerOutcome {
    guard let single else { return .stalled }
    var r = try Matrix<Float>(rounding: residual, times: factors, on: engine)
    let iteration = BlockIteration(
      preconditioned: PreconditionedProduct(single: single, splitting: splitting, engine: engine), engine: engine,
      allows: keepsOn)
    let result = try iteration.run(
      &r, &space, relative: relative(Self.gain.singleArithmetic, 0.05, state), mostPasses: solver.mostPasses - state.passes)
    state.passes += result.passes
    state.singlePasses += result.passes
    try x.add(result.solution, times: scales, on: engine)
    return result.outcome
  }

  /// What is to be left of the residual of a correction in double arithmetic. Single sectors have more left than all together,
  /// as the correction before this one showed.
  private func relative(_ gain: Double, after state: PanelState) -> Double {
    guard let excess = state.excess else { return relative(gain, 0.3, state) }
    return max(gain, 0.5 * tolerance / state.backward) / excess
  }

  /// GMRES begins with D = 0, which half a pass takes up; the others with D = R: their first pass then sees all that is asked for,
  /// and not only of the regions before.
  private func correctAlone(
    _ x: inout Matrix<Double>, _ residual: borrowing Matrix<Double>, _ scales: [Double], _ factors: [Double],
    _ state: inout PanelState
  ) throws(AllocationError) -> InnerOutcome {
    state.left = nil
    var r = try Matrix(copying: residual.view, layout: .columnMajor)
    r.scale(factors)
    var d = try Matrix(copying: r.view, layout: .columnMajor)
    if state.method == .gmres { d.clear() }
    let outcome: InnerOutcome
    if let single {
      var sweep = try Sweep(SingleSweepMatrix(single: single), splitting, sectors: r.rows, columns: r.columns, on: engine)
      outcome = try iterate(&sweep, &d, r, relative(Self.gain.single, after: state), &state)
    } else {
      var sweep = try Sweep(
        DoubleSweepMatrix(coefficients: coefficients), splitting, sectors: r.rows, columns: r.columns, on: engine)
      outcome = try iterate(&sweep, &d, r, relative(Self.gain.double, after: state), &state)
    }
    // Stopped on the way, these may stand farther from the answer than they began; GMRES and the stationary ones do not.
    let isUnsteady = state.method == .bicgstab || state.method == .chebyshev
    if outcome != .stopped || !isUnsteady { x.add(scales, d) }
    return outcome
  }

  private func iterate<Stored: SweepMatrix>(
    _ sweep: inout Sweep<Stored>, _ d: inout Matrix<Double>, _ r: borrowing Matrix<Double>, _ tolerance: Double,
    _ state: inout PanelState
  ) throws(AllocationError) -> InnerOutcome {
    defer {
      state.passes += sweep.passes
      state.halfPasses += sweep.halfPasses
    }
    let most = solver.mostPasses - state.passes
    switch state.method {
    case .stationary: return try StationaryIteration.run(&sweep, &d, r, target(r, tolerance, most), allows: keepsOn)
    case .gmres:
      let result = try GMRESIteration.run(&sweep, &d, r, relative: tolerance, mostPasses: most, on: engine, allows: keepsOn)
      state.left = max(result.share, single == nil ? Self.gain.double : Self.gain.single)
      if result.outcome == .stalled { _ = sweep.leavesOutCorrection() }
      return result.outcome
    case .bicgstab: return try BiCGSTABIteration.run(&sweep, &d, r, relative: tolerance, mostPasses: most, allows: keepsOn)
    case .chebyshev: return try ChebyshevIteration.run(&sweep, &d, r, relative: tolerance, mostPasses: most, allows: keepsOn)
    }
  }

  private func target(_ r: borrowing Matrix<Double>, _ tolerance: Double, _ most: Int) -> InnerTarget {
    // Neumann's series is asked for by those who want it, however slow.
    InnerTarget(
      residuals: r.maxima.map { tolerance * $0 }, mostPasses: most,
      slowest: solver.preconditioner == .none ? 0.9999 : Self.slowest, patience: solver.preconditioner == .none ? 200 : 2)
  }
}

extension IterativeSolver {
  /// Whether right-hand sides of A in single precision may come to share a space.
  func mayShare(_ columns: Int) -> Bool {
    // Neumann's series never goes on with GMRES.
    let mayIterate = method == .gmres || method == .stationary && preconditioner != .none
    return storage == .single && columns >= PanelIteration.manyColumns && mayIterate
  }
}
