import Leontief

/// How a cell ended. Exactly one of these.
public enum CellState: Sendable, Equatable {
  /// Every check passed.
  case valid
  /// A check failed or the run did: there is no time.
  case invalid(String)
  /// Not run.
  case skipped(String)
  /// Right, but not what this host can do.
  case suboptimal(String)

  public var name: String {
    switch self {
    case .valid: "VALID"
    case .invalid: "INVALID"
    case .skipped: "SKIPPED"
    case .suboptimal: "SUBOPTIMAL"
    }
  }

  /// The names of states with times.
  public static let timedNames = [CellState.valid.name, CellState.suboptimal("").name]

  public var reason: String? {
    switch self {
    case .valid: nil
    case .invalid(let reason), .skipped(let reason), .suboptimal(let reason): reason
    }
  }

  public var isTimed: Bool {
    switch self {
    case .valid, .suboptimal: true
    case .invalid, .skipped: false
    }
  }

  public var isInvalid: Bool {
    if case .invalid = self { true } else { false }
  }

  /// The state a failed run amounts to: missing memory says nothing against the engine.
  init(failure error: any Error) {
    switch error {
    case is AllocationError, is MemoryRefusal: self = .skipped("memory: \(error)")
    case SolverError.memory, SolverError.allocation, InversionError.allocation: self = .skipped("memory: \(error)")
    case let refusal as ProblemRefusal: self = .skipped(refusal.description)
    default: self = .invalid("the run failed: \(error)")
    }
  }
}
