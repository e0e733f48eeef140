/// What is taken away when sectors are extracted hypothetically. Sources differ, so every result names it.
public enum ExtractionKind: String, Sendable, CaseIterable {
  /// Rows and columns of A and final demand: x' = 0 there.
  case total
  /// Columns of A: they buy no inputs, not from themselves either.
  case backward
  /// Columns of A but for what the sectors buy among themselves.
  case backwardOwnUseKept = "backward_own_use_kept"
  /// Rows of A in the demand-driven model: they sell no inputs; their final demand stays.
  case forward
  /// Their final demand alone.
  case finalDemand = "final_demand"
  /// Rows of the allocation coefficients in the supply-driven model; primary inputs stay.
  case forwardGhosh = "forward_ghosh"

  /// What people read above a column.
  public var title: String {
    switch self {
    case .total: "total"
    case .backward: "backward"
    case .backwardOwnUseKept: "backward, own use kept"
    case .forward: "forward (demand)"
    case .finalDemand: "final demand only"
    case .forwardGhosh: "forward (Ghosh)"
    }
  }

  /// A sentence for notes.
  public var explanation: String {
    switch self {
    case .total: "total: the sector neither buys nor sells, and its final demand is dropped"
    case .backward: "backward: it buys no inputs, not from itself either"
    case .backwardOwnUseKept: "backward, own use kept: it buys no inputs from others"
    case .forward: "forward (demand): it sells no inputs; final demand is as before"
    case .finalDemand: "final demand only: only the final demand for its products is dropped"
    case .forwardGhosh:
      "forward (Ghosh): it sells no inputs in the supply-driven model; all primary inputs are as before"
    }
  }
}
