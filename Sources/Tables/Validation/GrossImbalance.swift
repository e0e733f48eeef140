/// What to do with a table whose rows or columns are off by more than `TableValidation.balanceLimit`.
public enum GrossImbalance: Sendable, Equatable {
  /// An error: its parts do not belong together.
  case refused
  /// A warning: it is read to be balanced.
  case allowed
}
