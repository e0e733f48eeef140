/// What a panel has gone through.
struct PanelState {
  var method: IterativeSolver.Method
  var passes = 0
  /// Passes in single arithmetic.
  var singlePasses = 0
  var residualPasses = 0
  /// Passes that read half of A.
  var halfPasses = 0
  /// The share of the preconditioned residual that the last inner iteration has left, and no less than its storage allows; nil
  /// where it does not tell.
  var left: Double?
  /// How much larger the componentwise error was than that share of the one before it; one at least.
  private(set) var excess: Double?
  /// The least componentwise and normwise backward error reached. X = 0, where all begins, has the first: one.
  private(set) var backward = 1.0
  private var normwise = Double.infinity
  /// The last inner iteration stalled, and another method takes its place.
  private var hasSwitched = false
  /// Corrections in a row without progress.
  private var idle = 0

  /// Less than half is no progress.
  private static let leastProgress = 0.5
  /// Sectors that no chain of sales has reached yet have an error of one, however good the others are: a correction without
  /// visible progress is not the end.
  private static let patience = 2
  /// More is taken for what the storage of the inner iteration does not know. The tables tried in 2026-11, of WIOD and generated
  /// ones, show 1 to 20 (`leontief solve --solver gmres` tells the passes that this saves or costs).
  private static let mostExcess = 30.0

  init(method: IterativeSolver.Method) { self.method = method }

  /// A stationary iteration that moves slowly is followed by GMRES, but for Neumann's series.
  mutating func take(_ outcome: InnerOutcome, _ solver: IterativeSolver) throws(SolverError) {
    hasSwitched = false
    switch outcome {
    case .converged: return
    case .stopped: throw .stopped
    case .stalled:
      guard method == .stationary, solver.preconditioner != .none else { return }
      method = .gmres
      hasSwitched = true
    }
  }

  /// Takes up the errors of a start.
  mutating func begin(_ errors: ErrorMeasures) {
    backward = min(backward, errors.componentwiseBackwardError)
    normwise = errors.backwardError
  }

  /// Takes up the errors after a correction. True when nothing more can be gained and the error is that of rounding. A space
  /// that does not get on gives way. Errors: no progress, with nothing left to try.
  mutating func judge(
    _ errors: ErrorMeasures, _ solver: IterativeSolver, floor: Double, _ space: inout SharedSpace
  ) throws(SolverError) -> Bool {
    let (component, norm) = (errors.componentwiseBackwardError, errors.backwardError)
    excess = left.map { share in
      let ratio = component / (backward * share)
      return ratio >= 1 ? min(ratio, Self.mostExcess) : 1
    }
    let isProgress = component < Self.leastProgress * backward || norm < Self.leastProgress * normwise
    backward = min(backward, component.isNaN ? .infinity : component)
    normwise = min(normwise, norm.isNaN ? .infinity : norm)
    idle = isProgress ? 0 : idle + 1
    if !isProgress, component > floor, passes < solver.mostPasses, try giveWay(&space) { return false }
    let isOut = passes >= solver.mostPasses
    guard isOut || idle > 0 && !hasSwitched else { return false }
    if component <= floor { return true }
    if !isOut && idle <= Self.patience && component.isFinite { return false }
    guard method == .stationary, solver.preconditioner != .none, !isOut else {
      // An answer that overflows has an error of NaN, which says less than what was reached before.
      throw .notConverged(method: solver.name, passes: passes, backwardError: backward)
    }
    (method, idle) = (.gmres, 0)
    return false
  }

  /// Whether the last correction was from a shared space, which then has given way.
  private mutating func giveWay(_ space: inout SharedSpace) throws(SolverError) -> Bool {
    guard method == .gmres, !hasSwitched, space.isOpen else { return false }
    do { try space.giveWay() } catch { throw .allocation(error) }
    idle = 0
    return true
  }
}
