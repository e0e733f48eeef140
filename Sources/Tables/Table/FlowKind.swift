/// What the flows of a table hold. It must be declared by the source and is never guessed.
public enum FlowKind: Sendable, Equatable {
  /// Domestic flows; imports are a primary-input row. Multipliers are domestic.
  case domestic
  /// Domestic and imported flows together; imports are a negative column of final demand. Multipliers are technological and
  /// overstate the domestic effect.
  case total
  /// Every flow between every pair of regions.
  case interRegional
  /// The source does not say.
  case unstated
}

extension FlowKind {
  /// The word files use.
  public var name: String {
    switch self {
    case .domestic: "domestic"
    case .total: "total"
    case .interRegional: "inter-regional"
    case .unstated: "unstated"
    }
  }
}
