/// What a panel has gone through.
struct PanelState {
  var method: IterativeSolver.Method
  var passes = 0
  /// Passes in single arithmetic.
  var singlePasses = 0
  var residualPasses = 0
  /// The least componentwise and normwise backward error reached. X = 0, where all begins, has the first: one.
  private(set) var backward = 1.0
  private var normwise = Double.infinity
  /// The last inner iteration stalled, and another method takes its place.
  private var hasSwitched = false
  /// Whether the columns may share a space of directions, until such a space did not get there.
  private(set) var mayShare = true
  private let shares: Bool
  /// Corrections in a row without progress.
  private var idle = 0

  /// Less than half is no progress.
  private static let leastProgress = 0.5
  /// Sectors that no chain of sales has reached yet have an error of one, however good the others are: a correction without
  /// visible progress is not the end.
  private static let patience = 2

  /// `shares` says whether there is such a space.
  init(method: IterativeSolver.Method, shares: Bool) {
    self.method = method
    self.shares = shares
  }

  /// A space that is full, or whose own residuals are not those measured, gives way to one for each column.
  private mutating func stopSharing() -> Bool {
    guard shares, mayShare, method == .gmres else { return false }
    (mayShare, hasSwitched, idle) = (false, true, 0)
    return true
  }

  /// A stationary iteration that moves slowly is followed by GMRES, but for Neumann's series.
  mutating func take(_ outcome: InnerOutcome, _ solver: IterativeSolver) throws(SolverError) {
    hasSwitched = false
    switch outcome {
    case .converged: return
    case .stopped: throw .stopped
    case .stalled:
      if stopSharing() { return }
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

  /// Takes up the errors after a correction. True when nothing more can be gained and the error is that of rounding.
  /// Errors: no progress, with nothing left to try.
  mutating func judge(_ errors: ErrorMeasures, _ solver: IterativeSolver, floor: Double) throws(SolverError) -> Bool {
    let (component, norm) = (errors.componentwiseBackwardError, errors.backwardError)
    let isProgress = component < Self.leastProgress * backward || norm < Self.leastProgress * normwise
    backward = min(backward, component.isNaN ? .infinity : component)
    normwise = min(normwise, norm.isNaN ? .infinity : norm)
    idle = isProgress ? 0 : idle + 1
    if !isProgress, component > floor, passes < solver.mostPasses, stopSharing() { return false }
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
}
